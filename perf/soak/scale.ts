/** How much a soak takes, and how fast. */
export interface SoakScale {
	/** So long leads come in. */
	readonly minutes: number;
	/** In files; they have the numbers from 0. */
	readonly bulkLeads: number;
	/** Through the webhook, one by one; their numbers follow. */
	readonly singleLeads: number;
	readonly files: number;
	readonly bulkRequests: number;
	/** Of the requests with many leads, and of those with one: how many meet a fault. */
	readonly faultShare: { readonly bulk: number; readonly single: number };
	/** For each way that is compared in “load held”; 0: it is left out. */
	readonly loadSeconds: number;
}

const singlesPerSecond = 2;
const batchSize = 3000;
const longestBetweenFiles = 30;
const fewestFiles = 12;

/** Rare, but in a short soak frequent enough for each kind of fault to come. */
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
