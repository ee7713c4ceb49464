import type { Call } from '../state/Call';

/** How many leads were accepted more than once; over a million calls, so without a list for each. */
export function countDoubled(accepted: readonly Call[]): number {
	const seen = new Set<string>();
	const doubled = new Set<string>();
	for (const { campaign, phone, customData } of accepted) {
		const leadId = customData.var_lead_id;
		const key = `${campaign}|${phone}|${typeof leadId}|${String(leadId)}`;
		if (seen.has(key)) doubled.add(key);
		else seen.add(key);
	}
	return doubled.size;
}
