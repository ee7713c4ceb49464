import { encode } from '../transport/encode';
import { PendingCalls } from '../transport/PendingCalls';
import type { Outcome } from '../transport/readAnswer';
import { sendRequest, type Connection } from '../transport/sendRequest';
import { isSameLead, type NodeParameters } from './ledger/isSameLead';
import { leadParameters } from './ledger/openLedger';
import type { NodeExecution } from './NodeExecution';
import type { Operation } from './Operation';
import type { PreparedItem } from './prepareItem';
import type { Item } from './processItem';
import { sendLead } from './sendLead';

/** Sends an item's request when its turn comes; an item about a lead goes by the ledger. */
export async function sendItem(
	operation: Operation,
	execution: NodeExecution,
	item: Item,
	{ request, encoding, ...options }: PreparedItem,
): Promise<Outcome> {
	const { gate, credential, ledger, claims, signal } = execution;
	const { itemIndex, send } = item;
	const fate = ledger?.fateOf(itemIndex, (before) =>
		isUnchanged(operation, execution, item, before),
	);
	if (fate === 'done') {
		claims.add(request);
		return takenEarlier;
	}
	return await gate.pass(async () => {
		const { baseUrl, accountCode } = await credential;
		const connection: Connection = { send, baseUrl, secret: accountCode, signal };
		const sendOnce = async () =>
			await sendRequest(connection, operation.method, encode(request, encoding), options);
		if (ledger === undefined) return await sendOnce();
		execution.pendingCalls ??= new PendingCalls(connection, options);
		return await sendLead({ itemIndex, request, fate, send: sendOnce }, execution);
	}, signal);
}

/** The outcome of what an earlier try of the same execution sent. */
const takenEarlier: Outcome = {
	ok: true,
	description: 'OK (taken in an earlier try of this execution, not sent again)',
	answer: {},
};

/** The workflow may have been edited before Retry. */
const isUnchanged = (
	operation: Operation,
	{ node, zone }: NodeExecution,
	{ source, evaluate }: Item,
	before: NodeParameters,
): boolean =>
	isSameLead(
		operation,
		before,
		leadParameters(operation, node.parameters),
		{ json: source.json, getParameter: (_path, expression) => evaluate(expression) },
		zone,
	);
