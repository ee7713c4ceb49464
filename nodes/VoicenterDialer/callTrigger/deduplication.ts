import { createHash } from 'node:crypto';

/** The right to start an event; whoever has it says whether it was started. */
export interface Claim {
	readonly settle: (isStarted: boolean) => void;
}

/** So many events are remembered, the oldest go first: about 1 MB. */
const mostKnown = 10_000;

/**
 * The events that one trigger has started, in the memory of this process. Deliveries that come
 * while the first is being started wait for it; if it fails, the next one has its turn.
 */
export class EventDeduplication {
	private readonly known = new Map<string, Promise<boolean>>();

	/** `undefined`: it was started before. */
	async claim(eventId: string): Promise<Claim | undefined> {
		// Ids come from outside and may be of any length.
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
		if (this.known.size <= mostKnown) return;
		const [oldest] = this.known.keys();
		this.known.delete(oldest);
	}
}

const memories = new Map<string, EventDeduplication>();

/** The one memory of a trigger in this process, kept while the workflow is edited or switched off. */
export function deduplicationOf(workflowId: string, nodeId: string): EventDeduplication {
	const key = `${workflowId} ${nodeId}`;
	const memory = memories.get(key) ?? new EventDeduplication();
	memories.set(key, memory);
	return memory;
}
