/** Runs pieces of work, at most so many at a time; whoever adds one waits for its place. */
export class Pool {
	private readonly running = new Set<Promise<void>>();

	constructor(private readonly size: number) {}

	async start(work: () => Promise<void>): Promise<void> {
		while (this.running.size >= this.size) await Promise.race(this.running);
		const started = work().finally(() => this.running.delete(started));
		this.running.add(started);
	}

	/** Waits for its end, too. */
	async run<Result>(work: () => Promise<Result>): Promise<Result> {
		return await new Promise<Result>((resolve, reject) => {
			void this.start(async () => await work().then(resolve, reject));
		});
	}

	async finish(): Promise<void> {
		await Promise.all(this.running);
	}
}
