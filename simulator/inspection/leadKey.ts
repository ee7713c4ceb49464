import type { Call } from '../state/Call';

/** What makes two calls the same lead: campaign, phone number and `var_lead_id`. */
export function leadKey({
	campaign,
	phone,
	customData,
}: Pick<Call, 'campaign' | 'phone' | 'customData'>): string {
	const leadId = customData.var_lead_id;
	return `${campaign}|${phone}|${typeof leadId}|${String(leadId)}`;
}
