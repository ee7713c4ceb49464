interface QueuedSend {
	readonly send: () => Promise<void>;
	readonly orderingKey?: string;
}

const queuedPerConnection = 4;

/**
 * Sends with a concurrency limit. Entries with the same ordering key are sent one at a time, in
 * order: a call's Hangup never overtakes its Ringing, at any speed.
 */
export class SendQueue {
	concurrency = 1;

	private readonly ready: QueuedSend[] = [];

	private readonly waitingByKey = new Map<string, QueuedSend[]>();

	private inFlight = 0;

	private held = 0;

	constructor(private readonly onProgress: () => void) {}

	/** While full, virtual time must not advance. */
	get isFull(): boolean {
		return this.ready.length + this.held >= this.concurrency * queuedPerConnection;
	}

	get isEmpty(): boolean {
		return this.inFlight + this.ready.length + this.held === 0;
	}

	add(send: () => Promise<void>, orderingKey?: string): void {
		const waiting: QueuedSend = { send, orderingKey };
		const before = orderingKey === undefined ? undefined : this.waitingByKey.get(orderingKey);
		if (before) {
			before.push(waiting);
			this.held++;
			return;
		}
		if (orderingKey !== undefined) this.waitingByKey.set(orderingKey, []);
		this.ready.push(waiting);
		this.work();
	}

	/** Discards what has not been sent. */
	close(): void {
		this.ready.length = 0;
		this.waitingByKey.clear();
		this.held = 0;
	}

	private work(): void {
		while (this.inFlight < this.concurrency) {
			const next = this.ready.shift();
			if (!next) return;
			this.inFlight++;
			void next.send().finally(() => {
				this.inFlight--;
				if (next.orderingKey !== undefined) this.release(next.orderingKey);
				this.work();
				this.onProgress();
			});
		}
	}

	private release(orderingKey: string): void {
		const next = this.waitingByKey.get(orderingKey)?.shift();
		if (!next) {
			this.waitingByKey.delete(orderingKey);
			return;
		}
		this.held--;
		this.ready.push(next);
	}
}
