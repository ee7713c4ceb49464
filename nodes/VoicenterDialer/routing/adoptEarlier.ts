import type { NodeExecution } from './NodeExecution';
import { isSameLead } from './ledger/isSameLead';
import { leadParameters } from './ledger/openLedger';
import type { Operation } from './Operation';
import { prepareItem } from './prepareItem';
import type { Item } from './processItem';

/** Before a new try sends anything: what the earlier ones have sent, for the ledger and the count. */
export function adoptEarlier(
	operation: Operation,
	{ node, zone, ledger, claims, readerFor }: NodeExecution,
	itemAt: (itemIndex: number) => Item,
): void {
	if (ledger === undefined) return;
	const now = leadParameters(operation, node.parameters);
	ledger.adopt((itemIndex, before) => {
		const { source, evaluate } = itemAt(itemIndex);
		const getParameter = (_path: string, expression: string) => evaluate(expression);
		return isSameLead(operation, before, now, { json: source.json, getParameter }, zone);
	});
	for (const itemIndex of ledger.sentItems()) {
		const prepared = prepareItem(operation, readerFor(itemAt(itemIndex).source), zone);
		if ('request' in prepared) claims.add(prepared.request);
	}
}
