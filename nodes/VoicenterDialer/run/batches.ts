import { campaignOf, type SentCall } from './lead';

/**
 * Cuts leads into requests: in their order, one campaign each, so that what the service says about
 * a campaign holds for all leads of the request.
 */
export class Batches<Call extends SentCall> {
	private readonly open = new Map<string, Call[]>();

	constructor(private readonly size: number) {}

	/** The campaign's batch, when this lead made it full. */
	add(lead: Call): Call[] | undefined {
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
	takeRest(): Call[][] {
		const rest = [...this.open.values()];
		this.open.clear();
		return rest;
	}
}
