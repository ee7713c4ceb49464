import type { Credential } from '../transport/Credential';
import { encode } from '../transport/encode';
import { PendingCalls } from '../transport/PendingCalls';
import type { Outcome } from '../transport/readAnswer';
import { sendRequest, type Connection } from '../transport/sendRequest';
import type { NodeExecution } from './NodeExecution';
import type { Operation } from './Operation';
import type { PreparedItem } from './prepareItem';
import type { Item } from './processItem';
import { sendLead } from './sendLead';

interface ReadyItem extends PreparedItem {
	readonly credential: Credential;
}

/** Sends an item's request when its turn comes; an item about a lead goes by the ledger. */
export async function sendItem(
	operation: Operation,
	execution: NodeExecution,
	item: Item,
	{ request, encoding, credential, ...options }: ReadyItem,
): Promise<Outcome> {
	const { gate, ledger, rejectedCampaigns, signal } = execution;
	const { itemIndex, send } = item;
	const fate = ledger?.fateOf(itemIndex);
	if (fate === 'done') return takenEarlier;
	return await gate.pass(async () => {
		const { baseUrl, accountCode } = credential;
		const connection: Connection = { send, baseUrl, secret: accountCode, signal };
		const campaign = String(request.parameters.Campaign);
		const rejection = rejectedCampaigns.rejectionOf(campaign);
		if (rejection !== undefined) return rejection;
		const sendOnce = async () => {
			const { method } = operation;
			const outcome = await sendRequest(connection, method, encode(request, encoding), options);
			if (method === 'AddCall') rejectedCampaigns.note(campaign, outcome);
			return outcome;
		};
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
