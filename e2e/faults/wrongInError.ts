import type { Execution } from '../n8n/Execution';

/** The number before a word in the error's count of verdicts, as in `8 added, 4 unknown`. */
const countOf = (text: string, word: string): number =>
	Number(new RegExp(`([\\d,]+) ${word}`).exec(text)?.[1].replaceAll(',', '') ?? 0);

/** An error that counts verdicts has to count them right; returns by how many leads it is wrong. */
export function wrongInError({ error }: Execution, accepted: number, leads: number): number {
	const text = /Leads: .*/.exec(error?.description ?? '')?.[0];
	if (text === undefined) return 0;
	const [added, unknown, rejected, skipped] = ['added', 'unknown', 'rejected', 'skipped'].map(
		(word) => countOf(text, word),
	);
	const tooMany = Math.max(0, added - accepted);
	const tooFew = Math.max(0, accepted - added - unknown);
	return tooMany + tooFew + Math.abs(leads - added - unknown - rejected - skipped);
}
