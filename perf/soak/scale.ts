/** How many leads a run sends, and how fast. */
export interface SoakScale {
	/** How long leads come in. */
	readonly minutes: number;
	/** In files; they have the numbers from 0. */
	readonly bulkLeads: number;
	/** Through the webhook, one by one; their numbers follow. */
	readonly singleLeads: number;
	readonly files: number;
	readonly bulkRequests: number;
	/** The share of requests with a fault, for requests with many leads and with one. */
	readonly faultShare: { readonly bulk: number; readonly single: number };
	/** For each line of the load table. 0 leaves the table out. */
	readonly loadSeconds: number;
}

const singlesPerSecond = 2;
const batchSize = 3000;
const longestBetweenFiles = 30;
const fewestFiles = 12;

/** Rare, but frequent enough for each kind of fault to occur in a short run. */
const shareOf = (requests: number, usual: number, most: number) =>
	Math.min(most, Math.max(usual, 9 / requests));

export function soakScale(minutes: number, leads: number, loadSeconds: number): SoakScale {
	const seconds = minutes * 60;
	const singleLeads = Math.round(seconds * singlesPerSecond);
	const bulkLeads = leads - singleLeads;
	const files = Math.round(seconds / Math.min(longestBetweenFiles, seconds / fewestFiles));
	const bulkRequests = files * Math.ceil(bulkLeads / files / batchSize);
	return {
		minutes,
		bulkLeads,
		singleLeads,
		files,
		bulkRequests,
		faultShare: {
			bulk: shareOf(bulkRequests, 0.06, 0.25),
			single: shareOf(singleLeads, 0.04, 0.1),
		},
		loadSeconds,
	};
}
