import type { FaultRule } from '../../simulator';
import type { Combination } from './Combination';

export const hitRequests = { add: 5, addMany: 2 };

/** What the simulator does to this combination's requests, and to no other's. */
export function faultRules({ faultCase, operation, campaign }: Combination): FaultRule[] {
	const { fault, times = hitRequests, isQueueUnreadable } = faultCase;
	const rules: FaultRule[] = [];
	if (fault) {
		const method = operation === 'add' ? 'AddCall' : 'AddCallsBulk';
		rules.push({ method, campaign, times: times[operation], fault });
	}
	if (isQueueUnreadable) {
		const method = 'GetCampaignPendingCalls';
		rules.push({ method, campaign, fault: { kind: 'httpStatus', status: 500 } });
	}
	return rules;
}
