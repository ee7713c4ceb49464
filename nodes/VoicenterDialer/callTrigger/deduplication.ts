import { createHash } from 'node:crypto';

/** The right to start the workflow for an event. Its holder must report the result with `settle`. */
export interface Reservation {
	readonly settle: (isStarted: boolean) => void;
}

/** The oldest events are forgotten first. Takes about 1 MB. */
const maxRemembered = 10_000;

/**
 * Remembers the events that one trigger node has started the workflow for, in this process. While the
 * workflow starts, repeated deliveries wait. If the start fails, the next delivery tries again.
 */
export class EventDeduplication {
	private readonly known = new Map<string, Promise<boolean>>();

	/** @returns `undefined` if the workflow was started for this event before */
	async reserve(eventId: string): Promise<Reservation | undefined> {
		// IDs are untrusted and can have any length.
		const key = createHash('sha256').update(eventId).digest('base64');
		for (let known = this.known.get(key); known; known = this.known.get(key)) {
			if (await known) return undefined;
		}
		let resolve: (isStarted: boolean) => void = () => {};
		const outcome = new Promise<boolean>((resolveOutcome) => (resolve = resolveOutcome));
		this.remember(key, outcome);
		return {
			settle: (isStarted) => {
				if (!isStarted && this.known.get(key) === outcome) this.known.delete(key);
				resolve(isStarted);
			},
		};
	}

	private remember(key: string, outcome: Promise<boolean>): void {
		this.known.set(key, outcome);
		if (this.known.size <= maxRemembered) return;
		const [oldest] = this.known.keys();
		this.known.delete(oldest);
	}
}

const instances = new Map<string, EventDeduplication>();

/** One per trigger node and process. It survives edits and deactivation of the workflow. */
export function deduplicationOf(workflowId: string, nodeId: string): EventDeduplication {
	const key = `${workflowId} ${nodeId}`;
	const instance = instances.get(key) ?? new EventDeduplication();
	instances.set(key, instance);
	return instance;
}
