import type { NodeRun } from '../../harness/runNode';

/** How many leads the note on the node speaks of. */
export function countOfHint({ hints }: NodeRun, status: string): number {
	expect(hints).toHaveLength(1);
	const found = new RegExp(`([\\d,]+) ${status}`).exec(hints[0].message);
	return Number(found?.[1].replace(/,/g, '') ?? 0);
}
