import { sleep } from 'n8n-workflow';

/** Runs at most `maxConcurrency` tasks at a time, in order. */
export class Limiter {
	private running = 0;

	private readonly waiting: Array<() => void> = [];

	private readonly started = new Set<Promise<void>>();

	/** @param maxConcurrency at least 1; may change, and then applies to the next tasks */
	constructor(private readonly maxConcurrency: () => number) {}

	/** Waits until the task has finished. */
	async run<Result>(task: () => Promise<Result>): Promise<Result> {
		await this.enter();
		try {
			return await task();
		} finally {
			this.leave();
		}
	}

	/** Waits only until the task has started. The task must not throw. */
	async start(task: () => Promise<void>): Promise<void> {
		await this.enter();
		const started = task().finally(() => {
			this.started.delete(started);
			this.leave();
		});
		this.started.add(started);
	}

	/** Waits until all started tasks have finished. */
	async finish(): Promise<void> {
		while (this.started.size > 0) await Promise.all(this.started);
	}

	private async enter(): Promise<void> {
		if (this.running < this.maxConcurrency()) this.running++;
		else await new Promise<void>((resolve) => this.waiting.push(resolve));
	}

	/** Passes its slot directly to the next tasks. */
	private leave(): void {
		this.running--;
		while (this.waiting.length > 0 && this.running < this.maxConcurrency()) {
			this.running++;
			this.waiting.shift()?.();
		}
	}
}

/** How long this node's steps may block the event loop. What follows them takes time as well. */
const maxBlockingMs = 10;

/**
 * Returns a function to await between the steps of long work, so that n8n stays responsive. Tasks that
 * share it also share their turn: each on its own, ten of them would block ten times as long.
 */
export function yieldToEventLoop(): () => Promise<void> | undefined {
	let turnStartedAt = performance.now();
	let nextTurn: Promise<void> | undefined;
	return () => {
		if (performance.now() - turnStartedAt < maxBlockingMs) return undefined;
		nextTurn ??= sleep(0).then(() => {
			nextTurn = undefined;
			turnStartedAt = performance.now();
		});
		return nextTurn;
	};
}
