import type { Execution, Item } from '../n8n/Execution';
import { statusIn } from '../n8n/statusIn';
import { dialer } from '../world/runNode';
import type { TestLead } from './TestLead';

const statusOf = ({ json, error }: Item): string =>
	statusIn(json) ?? (json.error !== undefined || error !== undefined ? 'error' : 'none');

function leadOf({ pairedItem }: Item, leads: readonly TestLead[]): TestLead | undefined {
	const [paired] = [pairedItem].flat() as Array<{ item: number } | undefined>;
	return leads[paired?.item ?? -1];
}

/** What the node's outputs say of each lead; more than one where it came out more than once. */
export function verdictsOf(
	execution: Execution,
	leads: readonly TestLead[],
): ReadonlyMap<string, readonly string[]> {
	const verdicts = new Map<string, string[]>();
	for (const item of [...execution.itemsOf(dialer, 0), ...execution.itemsOf(dialer, 1)]) {
		const id = leadOf(item, leads)?.id ?? 'a stranger';
		verdicts.set(id, [...(verdicts.get(id) ?? []), statusOf(item)]);
	}
	return verdicts;
}
