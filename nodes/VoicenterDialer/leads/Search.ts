import { Claims } from '../routing/Claims';
import { isWaiting } from '../routing/isWaiting';
import type { Ledger } from '../routing/ledger/Ledger';
import { InputError } from '../transport/InputError';
import type { PendingCalls } from '../transport/PendingCalls';
import { campaignOf, phoneOfLead, type Lead } from './Lead';
import type { LeadSource } from './LeadSource';

/** Looks among the waiting calls for leads that got no clear answer. */
export class Search {
	constructor(
		private readonly source: LeadSource,
		private readonly ledger: Ledger,
		private readonly pendingCalls: PendingCalls,
	) {}

	/** Those of the leads, of one campaign, that the service surely has. */
	async find(leads: readonly Lead[]): Promise<ReadonlySet<Lead>> {
		if (leads.length === 0) return new Set();
		const read = await this.pendingCalls.readFromNow(campaignOf(leads[0]));
		if (!read.ok) return new Set();
		const claims = this.claimsOn(leads);
		return new Set(leads.filter(({ request }) => isWaiting(request, claims, read.waiting)));
	}

	/** What this execution has sent to the phone numbers in question. */
	private claimsOn(leads: readonly Lead[]): Claims {
		const claims = new Claims();
		const phones = new Set(leads.map(phoneOfLead));
		for (const itemIndex of this.ledger.sentItems()) {
			const lead = this.source.read(itemIndex);
			if (!(lead instanceof InputError) && phones.has(phoneOfLead(lead))) claims.add(lead.request);
		}
		return claims;
	}
}
