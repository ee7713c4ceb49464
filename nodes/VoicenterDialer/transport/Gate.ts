import { faultOf } from './failure';
import type { Outcome } from './readAnswer';

/**
 * Lets at most so many requests of one node execution be in flight. When the host itself refuses
 * or cannot be reached, those still waiting are not sent: they would only meet the same.
 */
export class Gate {
	private inFlight = 0;

	/** What every further request would meet, once one has met it. */
	refusal: Outcome | undefined;

	private readonly waiting: Array<() => void> = [];

	constructor(
		private readonly maxInFlight: number,
		private readonly onIdle: () => void = () => {},
	) {}

	async pass(request: () => Promise<Outcome>, signal?: AbortSignal): Promise<Outcome> {
		if (this.inFlight >= this.maxInFlight) {
			await new Promise<void>((resolve) => this.waiting.push(resolve));
		} else {
			this.inFlight++;
		}
		try {
			return await this.send(request, signal);
		} finally {
			this.leave();
		}
	}

	private async send(request: () => Promise<Outcome>, signal?: AbortSignal): Promise<Outcome> {
		if (this.refusal !== undefined) return this.refusal;
		if (signal?.aborted) return { ok: false, failure: faultOf('stopped') };
		const outcome = await request();
		if (!outcome.ok && outcome.failure.concernsHost) this.refusal = outcome;
		return outcome;
	}

	/** Hands its place on, so that none is lost or counted twice. */
	private leave(): void {
		const next = this.waiting.shift();
		if (next !== undefined) return next();
		this.inFlight--;
		if (this.inFlight === 0) this.onIdle();
	}
}
