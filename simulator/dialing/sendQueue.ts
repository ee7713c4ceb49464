interface QueuedSend {
	readonly send: () => Promise<void>;
	readonly lane?: string;
}

const queuedPerConnection = 4;

/**
 * Sends what has to go out, so much at once and no more. What is in one lane goes out one after
 * the other, however fast time passes: a call's Hangup never overtakes its Ringing.
 */
export class SendQueue {
	atOnce = 1;

	private readonly ready: QueuedSend[] = [];

	private readonly lanes = new Map<string, QueuedSend[]>();

	private inFlight = 0;

	private held = 0;

	constructor(private readonly onProgress: () => void) {}

	/** Time should stand still until something has gone out. */
	get isFull(): boolean {
		return this.ready.length + this.held >= this.atOnce * queuedPerConnection;
	}

	get isEmpty(): boolean {
		return this.inFlight + this.ready.length + this.held === 0;
	}

	add(send: () => Promise<void>, lane?: string): void {
		const waiting: QueuedSend = { send, lane };
		const before = lane === undefined ? undefined : this.lanes.get(lane);
		if (before) {
			before.push(waiting);
			this.held++;
			return;
		}
		if (lane !== undefined) this.lanes.set(lane, []);
		this.ready.push(waiting);
		this.work();
	}

	/** Forgets what has not gone out. */
	close(): void {
		this.ready.length = 0;
		this.lanes.clear();
		this.held = 0;
	}

	private work(): void {
		while (this.inFlight < this.atOnce) {
			const next = this.ready.shift();
			if (!next) return;
			this.inFlight++;
			void next.send().finally(() => {
				this.inFlight--;
				if (next.lane !== undefined) this.release(next.lane);
				this.work();
				this.onProgress();
			});
		}
	}

	private release(lane: string): void {
		const next = this.lanes.get(lane)?.shift();
		if (!next) {
			this.lanes.delete(lane);
			return;
		}
		this.held--;
		this.ready.push(next);
	}
}
