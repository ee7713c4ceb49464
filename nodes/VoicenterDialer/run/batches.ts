import { campaignOf, type SentCall } from './lead';

/**
 * Groups leads into batches in their order. A batch has one campaign, so an error about the campaign
 * applies to the whole request.
 */
export class Batches<Call extends SentCall> {
	private readonly open = new Map<string, Call[]>();

	constructor(private readonly size: number) {}

	/** @returns the campaign's batch, if this lead completes it */
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

	/** Returns the incomplete batches. */
	takeRest(): Call[][] {
		const rest = [...this.open.values()];
		this.open.clear();
		return rest;
	}
}
