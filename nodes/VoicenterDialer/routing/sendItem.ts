import { encode } from '../transport/encode';
import { PendingCalls } from '../transport/PendingCalls';
import type { Outcome } from '../transport/readAnswer';
import { sendRequest, type Connection } from '../transport/sendRequest';
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
	const { gate, credential, ledger, signal } = execution;
	const { itemIndex, send } = item;
	const fate = ledger?.fateOf(itemIndex);
	if (fate === 'done') return takenEarlier;
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
