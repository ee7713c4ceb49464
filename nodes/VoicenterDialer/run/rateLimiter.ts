import { sleep } from 'n8n-workflow';

export interface Clock {
	readonly nowMs: () => number;
	readonly wait: (ms: number) => Promise<void>;
}

const realClock: Clock = { nowMs: () => performance.now(), wait: sleep };

/** Lets at most `count` requests start within each window of time. */
export class RateLimiter {
	/** When the last `count` requests start. The last ones may lie in the future. */
	private readonly starts: number[] = [];

	constructor(
		private readonly count: number,
		private readonly windowMs: number,
		private readonly clock: Clock = realClock,
	) {}

	/** Waits for this request's turn, or until the execution is stopped. */
	async enter(signal?: AbortSignal): Promise<void> {
		const nowMs = this.clock.nowMs();
		const first = this.starts.length < this.count ? -Infinity : this.starts.shift();
		const startMs = Math.max(nowMs, Number(first) + this.windowMs);
		this.starts.push(startMs);
		if (startMs === nowMs || signal?.aborted) return;
		const stopped = new Promise<void>((resolve) => {
			signal?.addEventListener('abort', () => resolve(), { once: true });
		});
		await Promise.race([this.clock.wait(startMs - nowMs), stopped]);
	}
}
