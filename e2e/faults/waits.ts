import type { MetricsSample } from '../n8n/MetricsWatch';

/** When a workflow ran. */
export interface Period {
	readonly fault: string;
	/** Milliseconds since 1970. */
	readonly from: number;
	readonly until: number;
}

/**
 * How long n8n's event loop was blocked at most while each fault's workflows ran, the longest first.
 * Workflows run at the same time, so a wait counts for all of them.
 */
export function longestWaits(
	periods: readonly Period[],
	samples: ReadonlyArray<Pick<MetricsSample, 'atMs' | 'delayMs'>>,
): Array<readonly [fault: string, ms: number]> {
	const waits = new Map<string, number>();
	let since = -Infinity;
	for (const { atMs, delayMs } of samples) {
		if (!Number.isFinite(delayMs)) continue;
		for (const { fault, from, until } of periods) {
			if (from < atMs && until > since) waits.set(fault, Math.max(waits.get(fault) ?? 0, delayMs));
		}
		since = atMs;
	}
	return [...waits].sort(([, a], [, b]) => b - a);
}
