/** n8n's metrics at one moment. */
export interface MetricsSample {
	/** Milliseconds since 1970. */
	readonly atMs: number;
	readonly heapMb: number;
	/** Memory outside the heap, such as buffers. */
	readonly externalMb: number;
	readonly rssMb: number;
	/** The longest event-loop delay since the previous sample. */
	readonly delayMs: number;
}

export const bytesPerMb = 1024 ** 2;

/** Polls n8n's metrics endpoint. */
export class MetricsWatch {
	readonly samples: MetricsSample[] = [];

	private isOver = false;

	private readonly watching: Promise<void>;

	constructor(
		private readonly url: string,
		private readonly everyMs = 2000,
	) {
		this.watching = this.watch();
	}

	async stop(): Promise<void> {
		this.isOver = true;
		await this.watching;
	}

	private async watch(): Promise<void> {
		while (!this.isOver) {
			// A busy server may close a connection; the next sample shows the delay.
			await this.sample().catch(() => {});
			await new Promise((resolve) => setTimeout(resolve, this.everyMs));
		}
	}

	private async sample(): Promise<void> {
		const valueOf = await readMetrics(this.url);
		this.samples.push({
			atMs: Date.now(),
			heapMb: valueOf('nodejs_heap_size_used_bytes') / bytesPerMb,
			externalMb: valueOf('nodejs_external_memory_bytes') / bytesPerMb,
			rssMb: valueOf('process_resident_memory_bytes') / bytesPerMb,
			delayMs: valueOf('nodejs_eventloop_lag_max_seconds') * 1000,
		});
	}
}

/** n8n's metrics by name, without n8n's prefix. Requires N8N_METRICS. */
async function readMetrics(url: string): Promise<(name: string) => number> {
	const text = await (await fetch(`${url}/metrics`)).text();
	return (name) =>
		Number(new RegExp(`^\\w*${name}(?:\\{[^}]*\\})? (\\S+)`, 'm').exec(text)?.[1] ?? NaN);
}
