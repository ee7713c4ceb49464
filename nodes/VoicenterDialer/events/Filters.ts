import type { CallEvent, EventKind, Leg } from './CallEvent';

/** Which events start the workflow. An empty set lets all pass. */
export interface Filters {
	readonly events: ReadonlySet<EventKind>;
	readonly dialerCallsOnly: boolean;
	/** In capitals. */
	readonly statuses: ReadonlySet<string>;
	/** Names or ids, in small letters. */
	readonly queues: ReadonlySet<string>;
	readonly leg: Leg | 'both';
}

/** What the vendor's dialers call their calls (vendor's practice). */
const dialerTypes = ['productivecall', 'click2ivr'];

/** Type, status and queue are known of ended calls alone. */
export function passes(event: CallEvent, callType: string, filters: Filters): boolean {
	if (!filters.events.has(event.event)) return false;
	if (filters.leg !== 'both' && filters.leg !== event.leg) return false;
	if (event.event !== 'callEnded') return true;
	return (
		(!filters.dialerCallsOnly || dialerTypes.some((type) => callType.startsWith(type))) &&
		(filters.statuses.size === 0 || filters.statuses.has(event.status ?? '')) &&
		(filters.queues.size === 0 || isIn(filters.queues, event.queue))
	);
}

const isIn = (queues: ReadonlySet<string>, { id, name }: CallEvent['queue']): boolean =>
	[id, name].some((value) => value !== null && queues.has(String(value).toLowerCase()));
