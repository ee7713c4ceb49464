import type { Fault } from './faults/faults';
import type { Fields } from './parse/readFields';
import { canonicalPhone, type Call } from './state/call';

/** One lead: a campaign, a phone number and, if sent, its `var_lead_id`. */
export interface AcceptedLead {
	readonly campaign: string;
	readonly phone: string;
	readonly leadId?: unknown;
	/** Each call as it was accepted, in order. */
	readonly calls: readonly Call[];
	readonly times: number;
}

const keyOfCall = ({ campaign, phone, customData }: Call): string =>
	JSON.stringify([campaign, phone, customData.var_lead_id]);

/** All accepted leads, including those already dialed or removed. */
export function acceptedLeads(accepted: readonly Call[], campaign?: string): AcceptedLead[] {
	const byLead = new Map<string, Call[]>();
	for (const call of accepted) {
		if (campaign !== undefined && call.campaign !== campaign) continue;
		const key = keyOfCall(call);
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

/** What makes two calls the same lead: campaign, phone number and `var_lead_id`. */
function leadKey({
	campaign,
	phone,
	customData,
}: Pick<Call, 'campaign' | 'phone' | 'customData'>): string {
	const leadId = customData.var_lead_id;
	return `${campaign}|${phone}|${typeof leadId}|${String(leadId)}`;
}

/** How many leads were accepted more than once. Handles a million calls, so it keeps no list per lead. */
export function countDuplicates(accepted: readonly Call[]): number {
	const seen = new Set<string>();
	const doubled = new Set<string>();
	for (const call of accepted) {
		const key = leadKey(call);
		if (seen.has(key)) doubled.add(key);
		else seen.add(key);
	}
	return doubled.size;
}

const neverProcessed = new Set([429, 503]);

const mayBeProcessed = (fault?: Fault): boolean =>
	fault !== undefined && !(fault.kind === 'httpStatus' && neverProcessed.has(fault.status));

const keyOfFields = ({ values, customData = {} }: Fields): string =>
	leadKey({
		campaign: String(values.Campaign).trim(),
		phone: canonicalPhone(String(values.Target)),
		customData,
	});

/** Tracks leads that were sent again although an earlier request may have been processed. */
export class ResendTracker {
	private readonly maybeAccepted = new Set<string>();

	private readonly resent = new Set<string>();

	get sentAgain(): number {
		return this.resent.size;
	}

	/** @param accepted the calls that the request added to a queue */
	record(sent: readonly Fields[], accepted: readonly Call[], fault?: Fault): void {
		for (const fields of sent) {
			const key = keyOfFields(fields);
			if (this.maybeAccepted.has(key)) this.resent.add(key);
			if (mayBeProcessed(fault)) this.maybeAccepted.add(key);
		}
		for (const call of accepted) this.maybeAccepted.add(leadKey(call));
	}
}
