import { IANAZone } from 'luxon';
import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import type { EventKind, Leg } from '../events/CallEvent';
import { isRecord } from '../transport/isRecord';
import { InputError } from '../transport/InputError';
import { isEmpty } from '../transport/isEmpty';
import { toFlag } from '../transport/toFlag';
import { toList } from '../transport/toList';
import { toText } from '../transport/toText';
import type { TriggerSettings } from './TriggerSettings';

/** Where the vendor is at home. */
const defaultZone = 'Asia/Jerusalem';

/** @throws InputError where a field or its expression gives something that cannot be used */
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
		'“Trigger On” names no event',
		'Choose at least one event in “Trigger On”, such as Call Ended.',
	);
}

function readLeg(value: unknown): Leg | 'both' {
	return value === 'agent' || value === 'customer' ? value : 'both';
}

function readZone(value: unknown): string {
	const zone = isEmpty(value) ? defaultZone : toText(value, 'Account Timezone').trim();
	if (IANAZone.isValidZone(zone)) return zone;
	throw new InputError(
		`“Account Timezone” is not a time zone: ${zone.slice(0, 60)}`,
		'Enter the name of a time zone, such as Asia/Jerusalem or Europe/London.',
	);
}
