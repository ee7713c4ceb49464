import { DateTime } from 'luxon';
import type { Call } from '../../simulator';
import { groupBy } from './groupBy';
import type { Lead } from './readLeads';

export interface LeadVerdict {
	readonly lead: Lead;
	readonly status: string;
	readonly description: string;
}

const israel = '972';

function phoneOf(text: string): string {
	const digits = text.replace(/\D/g, '').replace(/^00/, '');
	return digits.startsWith('0') ? israel + digits.slice(1) : digits;
}

function epochSecondsOf(text: string, zone: string): number {
	return text === '' ? 0 : DateTime.fromISO(text.replace(' ', 'T'), { zone }).toSeconds();
}

/** What a lead of the file has to be in the queue. */
function expectedCall(lead: Lead, zone: string): Record<string, unknown> {
	return {
		phone: phoneOf(lead['Phone number']),
		customerName: `${lead['First name']} ${lead['Last name']}`.trim(),
		priority: Number(lead.Priority || 0),
		originateTime: epochSecondsOf(lead['Call after'], zone),
		city: lead.City,
		product: lead.Product,
	};
}

function callAsSent({ phone, customerName, priority, originateTime, customData }: Call) {
	return {
		phone,
		customerName,
		priority,
		originateTime,
		city: customData.var_city ?? '',
		product: customData.var_product ?? '',
	} as Record<string, unknown>;
}

function differencesOf(
	{ lead, status }: LeadVerdict,
	calls: readonly Call[],
	zone: string,
): string[] {
	const id = lead['Lead ID'];
	if (status !== 'added') {
		return calls.length === 0 ? [] : [`${id} came out as ${status}, and is in the queue`];
	}
	if (calls.length !== 1) {
		return [`${id} came out as added, and is in the queue ${calls.length} times`];
	}
	const call = callAsSent(calls[0]);
	return Object.entries(expectedCall(lead, zone))
		.filter(([name, value]) => call[name] !== value)
		.map(
			([name, value]) =>
				`${id}: ${name} is ${JSON.stringify(call[name])} in the queue, the file says ${JSON.stringify(value)}`,
		);
}

/** Where the queue is not what the verdicts and the file say, lead by lead; empty when all is well. */
export function compareQueue(
	verdicts: readonly LeadVerdict[],
	queue: readonly Call[],
	zone: string,
): string[] {
	const byLead = groupBy(queue, ({ customData }) => String(customData.var_lead_id));
	const known = new Set(verdicts.map(({ lead }) => lead['Lead ID']));
	const strangers = queue.filter(({ customData }) => !known.has(String(customData.var_lead_id)));
	return [
		...verdicts.flatMap((verdict) =>
			differencesOf(verdict, byLead.get(verdict.lead['Lead ID']) ?? [], zone),
		),
		...strangers.map(({ target }) => `${target} is in the queue and in no row of the file`),
	];
}
