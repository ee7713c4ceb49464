import { sleep } from 'n8n-workflow';

/** Runs pieces of work, at most so many at a time, in the order in which they come. */
export class Limiter {
	private running = 0;

	private readonly waiting: Array<() => void> = [];

	private readonly started = new Set<Promise<void>>();

	/** @param maxConcurrency pieces of work at a time, from 1 up */
	constructor(private readonly maxConcurrency: number) {}

	/** Waits for a place, and for the end of the work. */
	async run<Result>(work: () => Promise<Result>): Promise<Result> {
		await this.enter();
		try {
			return await work();
		} finally {
			this.leave();
		}
	}

	/** Waits for a place alone; the work goes on by itself, and must not throw. */
	async start(work: () => Promise<void>): Promise<void> {
		await this.enter();
		const started = work().finally(() => {
			this.started.delete(started);
			this.leave();
		});
		this.started.add(started);
	}

	/** Waits for everything that was started. */
	async finish(): Promise<void> {
		while (this.started.size > 0) await Promise.all(this.started);
	}

	private async enter(): Promise<void> {
		if (this.running < this.maxConcurrency) this.running++;
		else await new Promise<void>((resolve) => this.waiting.push(resolve));
	}

	/** Hands its place on, so that none is lost or counted twice. */
	private leave(): void {
		const next = this.waiting.shift();
		if (next === undefined) this.running--;
		else next();
	}
}

/** How long one piece of work may go on before the rest of n8n gets its turn. */
const longestTurnMs = 40;

/** To be awaited between the pieces of a long work, so that n8n stays responsive meanwhile. */
export function yieldToEventLoop(): () => Promise<void> | undefined {
	let turnStartedAt = performance.now();
	return () => {
		if (performance.now() - turnStartedAt < longestTurnMs) return undefined;
		return sleep(0).then(() => {
			turnStartedAt = performance.now();
		});
	};
}
