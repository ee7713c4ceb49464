import { makeLeads } from '../../bench/leads/makeLeads';
import type { SoakLead } from './SoakLead';

const badEvery = 997;
const dueEvery = 1000;
const later = new Date(Date.now() + 366 * 24 * 3600_000).toISOString();

/** A few phone numbers are none, a few leads may be called at once, the others a year later. */
export const leadsBetween = (from: number, to: number, campaign: string): SoakLead[] =>
	makeLeads(to - from, from).map((lead, index) => {
		const number = from + index;
		return {
			...lead,
			phone: number % badEvery === 0 ? `x${lead.phone}` : lead.phone,
			callAfter: number % dueEvery === 1 ? '' : later,
			campaign,
		};
	});
