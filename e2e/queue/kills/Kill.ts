export const victims = ['worker', 'main', 'redis', 'postgres'] as const;

/** What is killed, and when. */
export interface Kill {
	readonly victim: (typeof victims)[number];
	readonly hasKeys: boolean;
	/** So many requests have reached the service by then. */
	readonly afterRequests: number;
	/** And so long after that. */
	readonly delayMs: number;
	/** Until it is started again. */
	readonly downMs: number;
	/** The dialer has called all leads by then: none waits in the campaign's queue any more. */
	readonly isDialed: boolean;
	/** Of its own. */
	readonly campaign: string;
}
