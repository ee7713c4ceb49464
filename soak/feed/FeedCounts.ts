/** What happened while the leads came in. */
export interface FeedCounts {
	/** Files with keys that were run once more, because some of their leads could not be sent. */
	runAgain: number;
	/** Leads a second of each file, from its notice to its last verdict. */
	readonly leadsPerSecond: number[];
	/** How late the latest file came in, because those before it took their time. */
	latestMs: number;
}
