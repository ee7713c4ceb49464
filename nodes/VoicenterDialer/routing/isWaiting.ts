import type { DialerRequest } from '../transport/encode';
import { isSameCall } from '../transport/isSameCall';
import type { WaitingCalls } from '../transport/PendingCalls';
import { canonicalPhoneNumber } from '../transport/phone';
import type { Claims } from './Claims';

/**
 * Whether a lead that got no clear answer is among the waiting calls. The same lead may have been
 * sent by other items too; only if all of them are there, this one is for sure.
 */
export function isWaiting(request: DialerRequest, claims: Claims, waiting: WaitingCalls): boolean {
	const calls = waiting.get(canonicalPhoneNumber(String(request.parameters.Target))) ?? [];
	const same = calls.filter((call) => isSameCall(request, call)).length;
	return same > 0 && same >= claims.countOf(request);
}
