import { createHash } from 'node:crypto';

/** The right to start the workflow for an event. Its holder must report the result with `settle`. */
export interface Reservation {
	readonly settle: (isStarted: boolean) => void;
	/** The ID of the first event about the same subject, if it was a different one. */
	readonly conflictsWith?: string;
}

/** The oldest events are forgotten first. Takes up to 25 MB. */
export const maxRemembered = 100_000;

/** One for all events, to save memory. */
const started = Promise.resolve(true);

/** IDs are untrusted: a hash has one length, and needs little memory. */
const hash = (text: string): string =>
	createHash('sha256').update(text).digest().toString('latin1', 0, 16);

/**
 * Remembers the events that one trigger node has started the workflow for, in this process. While the
 * workflow starts, repeated deliveries wait. If the start fails, the next delivery tries again.
 */
export class EventDeduplication {
	private readonly known = new Map<string, Promise<boolean>>();

	/** The ID of the first event about each subject. */
	private readonly firstIds = new Map<string, string>();

	/** @returns `undefined` if the workflow was started for this event before */
	async reserve(eventId: string, subject: string): Promise<Reservation | undefined> {
		const key = hash(eventId);
		for (let known = this.known.get(key); known; known = this.known.get(key)) {
			if (await known) return undefined;
		}
		let resolve: (isStarted: boolean) => void = () => {};
		const outcome = new Promise<boolean>((resolveOutcome) => (resolve = resolveOutcome));
		remember(this.known, key, outcome);
		const subjectKey = hash(subject);
		const firstId = this.firstIds.get(subjectKey);
		if (firstId === undefined) remember(this.firstIds, subjectKey, eventId);
		return {
			...(firstId !== undefined && firstId !== eventId && { conflictsWith: firstId }),
			settle: (isStarted) => {
				if (this.known.get(key) === outcome) {
					if (isStarted) this.known.set(key, started);
					else this.known.delete(key);
				}
				resolve(isStarted);
			},
		};
	}
}

function remember<Value>(memory: Map<string, Value>, key: string, value: Value): void {
	memory.set(key, value);
	if (memory.size <= maxRemembered) return;
	const [oldest] = memory.keys();
	memory.delete(oldest);
}

const instances = new Map<string, EventDeduplication>();

/**
 * One per trigger node and process, for ended calls and for pop-ups. It survives edits and
 * deactivation of the workflow. They are apart because agents know the pop-ups' URL: with forged
 * pop-ups, they must not be able to make the trigger forget ended calls.
 */
export function deduplicationOf(
	workflowId: string,
	nodeId: string,
	isPopUp: boolean,
): EventDeduplication {
	const key = JSON.stringify([workflowId, nodeId, isPopUp]);
	const instance = instances.get(key) ?? new EventDeduplication();
	instances.set(key, instance);
	return instance;
}
