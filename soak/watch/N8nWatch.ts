import { metrics } from '../../bench/machine/metrics';
import type { Sample } from './Sample';

const everyMs = 2000;
const bytesPerMb = 1024 ** 2;

/** Asks n8n's own metrics again and again. */
export class N8nWatch {
	readonly samples: Sample[] = [];

	private isOver = false;

	private readonly watching: Promise<void>;

	constructor(private readonly url: string) {
		this.watching = this.watch();
	}

	async stop(): Promise<void> {
		this.isOver = true;
		await this.watching;
	}

	private async watch(): Promise<void> {
		while (!this.isOver) {
			// A server that is busy for long may close a connection; the next sample tells of it.
			await this.sample().catch(() => {});
			await new Promise((resolve) => setTimeout(resolve, everyMs));
		}
	}

	private async sample(): Promise<void> {
		const valueOf = await metrics(this.url);
		this.samples.push({
			atMs: Date.now(),
			heapMb: valueOf('nodejs_heap_size_used_bytes') / bytesPerMb,
			externalMb: valueOf('nodejs_external_memory_bytes') / bytesPerMb,
			rssMb: valueOf('process_resident_memory_bytes') / bytesPerMb,
			delayMs: valueOf('nodejs_eventloop_lag_max_seconds') * 1000,
		});
	}
}
