import type { Call } from '../state/Call';

/** One lead: a campaign, a phone number, and the `var_lead_id` that came with it, where one did. */
export interface AcceptedLead {
	readonly campaign: string;
	readonly phone: string;
	readonly leadId?: unknown;
	/** Each call as it was accepted, in order. */
	readonly calls: readonly Call[];
	readonly times: number;
}

const keyOf = ({ campaign, phone, customData }: Call): string =>
	JSON.stringify([campaign, phone, customData.var_lead_id]);

/** Everything that was ever accepted, lead by lead. */
export function acceptedLeads(accepted: readonly Call[], campaign?: string): AcceptedLead[] {
	const byLead = new Map<string, Call[]>();
	for (const call of accepted) {
		if (campaign !== undefined && call.campaign !== campaign) continue;
		const key = keyOf(call);
		const same = byLead.get(key);
		if (same) same.push(call);
		else byLead.set(key, [call]);
	}
	return Array.from(byLead.values(), (calls) => ({
		campaign: calls[0].campaign,
		phone: calls[0].phone,
		leadId: calls[0].customData.var_lead_id,
		calls,
		times: calls.length,
	}));
}
