import { faultOf } from '../transport/failure';
import type { DialerRequest } from '../transport/encode';
import type { PendingCalls } from '../transport/PendingCalls';
import type { Outcome } from '../transport/readAnswer';
import type { Claims } from './Claims';
import { isWaiting } from './isWaiting';
import type { Fate, Ledger } from './ledger/Ledger';

/** A lead whose turn has come. */
interface LeadToSend {
	readonly itemIndex: number;
	readonly request: DialerRequest;
	/** What an earlier try of this execution left. */
	readonly fate?: Fate;
	readonly send: () => Promise<Outcome>;
}

interface Books {
	readonly ledger?: Ledger;
	readonly claims: Claims;
	readonly pendingCalls?: PendingCalls;
}

/**
 * Sends a lead at most once in the whole execution. When nobody said what became of it, it is looked
 * for among the calls that wait in the campaign.
 */
export async function sendLead(
	{ itemIndex, request, fate, send }: LeadToSend,
	{ ledger, claims, pendingCalls }: Books,
): Promise<Outcome> {
	ledger?.begin(itemIndex);
	if (fate === undefined) claims.add(request);
	const outcome = fate === 'open' ? sentEarlier : await send();
	if (!outcome.ok && outcome.failure.mayBeDone) {
		const isAdding = request.method === 'AddCall';
		const read = isAdding
			? await pendingCalls?.readFromNow(String(request.parameters.Campaign))
			: undefined;
		if (!read?.ok || !isWaiting(request, claims, read.waiting)) return outcome;
		ledger?.settle(itemIndex, true);
		return foundWaiting;
	}
	ledger?.settle(itemIndex, outcome.ok);
	if (!outcome.ok) claims.remove(request);
	return outcome;
}

const sentEarlier: Outcome = { ok: false, failure: faultOf('sentEarlier') };

const foundWaiting: Outcome = {
	ok: true,
	description: 'OK (no clear answer came, but the call was found waiting in the campaign)',
	answer: {},
};
