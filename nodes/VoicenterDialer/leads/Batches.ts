import { campaignOf, type Lead } from './Lead';

/**
 * Cuts leads into requests: in their order, one campaign each, so that what the service says about
 * a campaign holds for all leads of the request.
 */
export class Batches {
	private readonly open = new Map<string, Lead[]>();

	constructor(private readonly size: number) {}

	/** The campaign's batch, when this lead made it full. */
	add(lead: Lead): Lead[] | undefined {
		const campaign = campaignOf(lead);
		const batch = this.open.get(campaign) ?? [];
		batch.push(lead);
		if (batch.length >= this.size) {
			this.open.delete(campaign);
			return batch;
		}
		this.open.set(campaign, batch);
		return undefined;
	}

	/** What is left at the end. */
	rest(): Lead[][] {
		return [...this.open.values()];
	}
}
