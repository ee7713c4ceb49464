/** What the trigger waits for. */
export const campaignEvents = ['queueLow', 'queueEmpty', 'statusChanged'] as const;
export type CampaignEvent = (typeof campaignEvents)[number];

/** The trigger's settings, as the panel has them. */
export interface Watch {
	readonly event: CampaignEvent;
	/** The campaign's code. */
	readonly campaign: string;
	/** Of a queue event: it is reached with so many waiting calls, or fewer. */
	readonly threshold: number;
}

/** Other settings watch something else: what was seen before does not count for them. */
export const keyOf = ({ event, campaign, threshold }: Watch): string =>
	[event, ...(event === 'queueLow' ? [threshold] : []), campaign].join(' ');
