import { Agent, get } from 'node:http';

/** A server that is busy for a long time cannot accept more connections. */
const maxSockets = 16;

interface HealthSample {
	readonly askedAt: number;
	readonly delayMs: number;
}

export interface Delays {
	readonly maxMs: number;
	readonly p99Ms: number;
}

/** Polls n8n's health check to measure how long the editor would wait for its server. */
export class HealthWatch {
	private readonly samples: HealthSample[] = [];

	private readonly agent = new Agent({ keepAlive: true, maxSockets });

	private readonly timer: NodeJS.Timeout;

	constructor(
		private readonly url: string,
		pollMs = 25,
	) {
		this.timer = setInterval(() => this.ask(), pollMs);
	}

	stop(): void {
		clearInterval(this.timer);
		this.agent.destroy();
	}

	/** The waiting times within this period (milliseconds since 1970), clipped to it. */
	between(from: number, until: number): Delays {
		const delays = this.samples
			.map(({ askedAt, delayMs }) => Math.min(until, askedAt + delayMs) - Math.max(from, askedAt))
			.filter((delayMs) => delayMs >= 0)
			.sort((a, b) => a - b);
		if (delays.length === 0) return { maxMs: NaN, p99Ms: NaN };
		const p99 = delays[Math.min(delays.length - 1, Math.floor(delays.length * 0.99))];
		return { maxMs: delays[delays.length - 1], p99Ms: p99 };
	}

	private ask(): void {
		const askedAt = Date.now();
		const request = get(`${this.url}/healthz`, { agent: this.agent }, (response) => {
			response.resume().once('end', () => {
				this.samples.push({ askedAt, delayMs: Date.now() - askedAt });
			});
		});
		request.on('error', () => {});
	}
}
