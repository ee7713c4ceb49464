import { IANAZone } from 'luxon';
import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { InputError } from '../api/failure';
import { isRecord } from '../api/json';
import { isEmpty, toFlag, toList, toText } from '../input/values';
import type { Allowlist } from './admission';
import type { CallEvent, EventKind, FoundEvent, Leg } from './callEvent';
import { passesKeys, readKeys, type WantedKey } from './keysPressed';

/** The node’s validated parameters. */
export interface TriggerSettings {
	readonly filters: Filters;
	readonly simplify: boolean;
	readonly zone: string;
	readonly ignoreRepeated: boolean;
	readonly respondWithLastNode: boolean;
}

/** Who may call the webhook. */
export interface Admission {
	readonly allowlist: Allowlist;
	readonly secret?: WebhookSecret;
}

/** The credential `voicenterDialerWebhookApi`. */
export interface WebhookSecret {
	readonly sentIn: 'header' | 'query';
	readonly name: string;
	readonly secret: string;
	/** Pop-ups need this one instead. If it is empty, they need the same one. */
	readonly popUpSecret: string;
}

const defaultZone = 'Asia/Jerusalem';

/** @throws InputError if a field or its expression has an invalid value */
export function readSettings(context: IHookFunctions | IWebhookFunctions): TriggerSettings {
	const given = context.getNodeParameter('options', {});
	const options = isRecord(given) ? given : {};
	const flag = (name: string, field: string) => toFlag(options[name], field, true);
	const set = (name: string, field: string) => new Set(toList(options[name] ?? '', field));
	const statuses = set('statuses', 'Statuses');
	const queues = set('queues', 'Queues');
	return {
		filters: {
			events: readEvents(context.getNodeParameter('events')),
			dialerCallsOnly: flag('dialerCallsOnly', 'Dialer Calls Only'),
			statuses: new Set([...statuses].map((status) => status.toUpperCase())),
			queues: new Set([...queues].map((queue) => queue.toLowerCase())),
			leg: readLeg(options.leg),
			keys: readKeys(options.keyPressed),
		},
		simplify: toFlag(context.getNodeParameter('simplify'), 'Simplify', true),
		zone: readZone(options.accountTimezone),
		ignoreRepeated: flag('ignoreRepeated', 'Ignore Repeated Deliveries'),
		respondWithLastNode: options.respond === 'lastNode',
	};
}

const kinds: readonly EventKind[] = ['callEnded', 'ringing', 'answered', 'hungUp'];

function readEvents(value: unknown): ReadonlySet<EventKind> {
	const names: readonly string[] = toList(value ?? '', 'Trigger On');
	const events = kinds.filter((kind) => names.includes(kind));
	if (events.length > 0) return new Set(events);
	throw new InputError(
		'“Trigger On” contains no event',
		'Choose at least one event in “Trigger On”, such as Call Ended.',
	);
}

function readLeg(value: unknown): Leg | 'both' {
	return value === 'agent' || value === 'both' ? value : 'customer';
}

function readZone(value: unknown): string {
	const zone = isEmpty(value) ? defaultZone : toText(value, 'Account Timezone').trim();
	if (IANAZone.isValidZone(zone)) return zone;
	throw new InputError(
		`“Account Timezone” is not a time zone: ${zone.slice(0, 60)}`,
		'Enter the name of a time zone, such as Asia/Jerusalem or Europe/London.',
	);
}

/** Which events start the workflow. An empty set matches all. */
export interface Filters {
	readonly events: ReadonlySet<EventKind>;
	readonly dialerCallsOnly: boolean;
	/** Uppercase. */
	readonly statuses: ReadonlySet<string>;
	/** Names or IDs, lowercase. */
	readonly queues: ReadonlySet<string>;
	readonly leg: Leg | 'both';
	readonly keys: readonly WantedKey[];
}

/** How the call types of the vendor's dialers begin (vendor's practice). */
const dialerTypes = ['productivecall', 'click2ivr'];

/** Pop-ups are always an agent’s leg, and have no type, status, queue or keys. */
export function passes({ event, callType }: FoundEvent, filters: Filters): boolean {
	if (!filters.events.has(event.event)) return false;
	if (event.event !== 'callEnded') return true;
	return (
		(filters.leg === 'both' || filters.leg === event.leg) &&
		(!filters.dialerCallsOnly || dialerTypes.some((type) => callType.startsWith(type))) &&
		(filters.statuses.size === 0 || filters.statuses.has(event.status ?? '')) &&
		(filters.queues.size === 0 || isIn(filters.queues, event.queue)) &&
		passesKeys(event.keysPressed, filters.keys)
	);
}

const isIn = (queues: ReadonlySet<string>, { id, name }: CallEvent['queue']): boolean =>
	[id, name].some((value) => value !== null && queues.has(String(value).toLowerCase()));
