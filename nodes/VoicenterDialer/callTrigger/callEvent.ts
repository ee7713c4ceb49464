import { customVariablesOf, Fields, phoneOf, toIsoTime } from './eventFields';
import type { Payload } from './payload';

export type EventKind = 'callEnded' | 'ringing' | 'answered' | 'hungUp';

export type Leg = 'customer' | 'agent';

/** What became of a call, or what it does just now. The names are saved in workflows. */
export interface CallEvent {
	readonly event: EventKind;
	/** The same for each delivery of one event; two tries of one agent in a call differ in it. */
	readonly eventId: string;
	/** Common to both legs of a call. */
	readonly callId: string;
	readonly leg: Leg;
	/** The person called, or calling, whichever leg it is; in one form for each number. */
	readonly phone: string | null;
	readonly status: string | null;
	readonly answered: boolean | null;
	readonly durationSeconds: number | null;
	readonly waitSeconds: number | null;
	readonly startedAt: string | null;
	readonly agent: { readonly name: string | null; readonly code: string | null };
	readonly queue: { readonly id: number | string | null; readonly name: string | null };
	readonly extension: string | null;
	readonly recordingUrl: string | null;
	/** Names as they were sent, without `var_`. */
	readonly customVariables: Payload;
	readonly ai?: Payload;
}

/** A record, understood. `event` is missing for a pop-up in a state that is none of the events. */
export interface ReadEvent {
	readonly isPopUp: boolean;
	readonly event?: CallEvent;
	/** For comparing; empty for pop-ups. */
	readonly callType: string;
}

/** `undefined`: nothing that Voicenter sends. */
export function readEvent(payload: Payload, zone: string): ReadEvent | undefined {
	const fields = new Fields(payload);
	const kind = kindOf(fields);
	if (kind === undefined) return undefined;
	if (kind === 'otherPopUp') return { isPopUp: true, callType: '' };
	if (kind === 'callEnded') {
		const event = readCallEnded(payload, fields, zone);
		return { isPopUp: false, event, callType: callTypeOf(fields) };
	}
	return { isPopUp: true, event: readPopUp(kind, payload, fields, zone), callType: '' };
}

const popUpKinds: Readonly<Record<string, EventKind>> = {
	ringing: 'ringing',
	talking: 'answered',
	hangup: 'hungUp',
};

/** A call notification always says something of the call beside its id. */
const callFields = ['type', 'status', 'duration', 'time', 'caller', 'target'];

/** The older pop-up, a GET, calls it `statusCall` (vendor's practice). */
const popUpStatus = (fields: Fields): string | null =>
	fields.text('statusCall') ?? fields.text('status');

/**
 * What a record tells of, by what it carries. `otherPopUp` is one with a state that is none of the
 * events; `undefined` is nothing that Voicenter sends.
 */
function kindOf(fields: Fields): EventKind | 'otherPopUp' | undefined {
	const status = fields.text('ivrid') === null ? null : popUpStatus(fields);
	const popUp = status === null ? undefined : popUpKinds[status.toLowerCase()];
	if (popUp !== undefined) return popUp;
	if (fields.text('ivruniqueid') !== null && callFields.some((name) => fields.has(name))) {
		return 'callEnded';
	}
	return status === null ? undefined : 'otherPopUp';
}

/** A CDR notification (all its fields: vendor's practice). */
function readCallEnded(payload: Payload, fields: Fields, zone: string): CallEvent {
	const { leg, phone } = callLegOf(fields);
	const callId = fields.text('ivruniqueid') ?? '';
	const status = fields.text('status')?.toUpperCase() ?? null;
	const target = fields.text('target');
	const ai = fields.record('aiData') ?? {};
	return {
		event: 'callEnded',
		eventId: [callId, 'callEnded', ...whatTellsTriesApart(fields, status)].join(':'),
		callId,
		leg,
		phone,
		status,
		answered: fields.flag('isAnswer') ?? (status === null ? null : status === 'ANSWER'),
		durationSeconds: fields.number('duration'),
		waitSeconds: fields.number('seconds_waiting_in_queue'),
		startedAt: toIsoTime(fields.number('time'), zone),
		agent: {
			name: fields.text('representative_name'),
			code: fields.text('representative_code'),
		},
		queue: { id: queueIdOf(fields), name: fields.text('queuename') },
		extension:
			fields.text('extenUser') ??
			fields.text('callerextension') ??
			(phoneOf(target) === null ? target : null),
		recordingUrl: fields.text('record'),
		customVariables: customVariablesOf(payload, [fields.record('CustomData')]),
		...(Object.keys(ai).length > 0 && { ai }),
	};
}

/**
 * Both legs of a call share its id, and an agent's leg may come several times: once for each agent,
 * and again when the same agent is tried again. Each try has an outcome and times of its own, which
 * a repeated delivery has alike. Not the recording or the AI's record: they can follow later.
 */
const whatTellsTriesApart = (fields: Fields, status: string | null): string[] => [
	fields.text('type') ?? '',
	fields.text('target') ?? fields.text('extenUser') ?? '',
	status ?? '',
	...['time', 'duration', 'seconds_waiting_in_queue'].map((name) => fields.text(name) ?? ''),
];

/** 0 stands for no queue. */
function queueIdOf(fields: Fields): number | string | null {
	const number = fields.number('queueid');
	if (number === 0) return null;
	return Number.isSafeInteger(number) ? number : fields.text('queueid');
}

/** A pop-up screen's request (all its fields: vendor's practice). It is always an agent's screen. */
function readPopUp(
	event: Exclude<EventKind, 'callEnded'>,
	payload: Payload,
	fields: Fields,
	zone: string,
): CallEvent {
	const call = new Fields(fields.record('currentCall') ?? {});
	const callId = fields.text('ivrid') ?? '';
	const extension = fields.text('extenUser');
	const startedAt = fields.text('callStarted') ?? call.text('callStarted') ?? '';
	const answeredAt = fields.text('callAnswered') ?? call.text('callAnswered') ?? '';
	return {
		event,
		// An agent who did not answer may be tried again in the same call: the times tell.
		eventId: [callId, event, extension ?? '', startedAt, answeredAt].join(':'),
		callId,
		leg: 'agent',
		phone: phoneOf(fields.text('phone')) ?? phoneOf(call.text('callerphone')),
		status: popUpStatus(fields),
		answered: isAnswered(event, fields),
		durationSeconds: null,
		waitSeconds: null,
		// The vendor's Events SDK takes the account's offset off this field: wall clock here too.
		startedAt: toIsoTime(fields.number('callStarted'), zone),
		agent: { name: null, code: null },
		queue: { id: null, name: null },
		extension,
		recordingUrl: fields.text('recordFile'),
		customVariables: customVariablesOf(payload, [
			fields.record('CustomData'),
			call.record('customdata'),
		]),
	};
}

function isAnswered(event: EventKind, fields: Fields): boolean | null {
	if (event !== 'hungUp') return event === 'answered';
	const answeredAt = fields.number('callAnswered');
	return fields.flag('isAnswered') ?? (answeredAt === null ? null : answeredAt > 0);
}

/** Which side of a call a record is about, and who the person on the customer's side is. */
export interface CallLeg {
	readonly leg: Leg;
	readonly phone: string | null;
}

/**
 * The record doesn't say its side. It shows: an agent's leg goes to an extension, whose SIP code is
 * no phone number; or, where the extension is a phone, names another number as the caller's.
 */
export function callLegOf(fields: Fields): CallLeg {
	const type = callTypeOf(fields);
	const target = fields.text('target');
	const called = phoneOf(target);
	const caller = callerOf(fields);
	const isFirstLeg = type === 'productivecallleg1';
	const calling = phoneOf(fields.text('callerPhone'));

	if (target === null) {
		return { leg: isFirstLeg ? 'agent' : 'customer', phone: caller };
	}
	if (called === null || (isFirstLeg && calling !== null && calling !== called)) {
		return { leg: 'agent', phone: caller };
	}
	const isIncoming = fields.text('direction')?.toLowerCase() === 'incoming';
	const hasCalled = type === 'click2ivrincoming' && isIncoming;
	return { leg: 'customer', phone: hasCalled ? (caller ?? called) : called };
}

/** The account's own number, that the customer sees, is not the customer's. */
function callerOf(fields: Fields): string | null {
	const ownNumber = phoneOf(fields.text('did'));
	const numbers = [phoneOf(fields.text('callerPhone')), phoneOf(fields.text('caller'))];
	return numbers.find((number) => number !== null && number !== ownNumber) ?? null;
}

/** The call's type for comparing: “ProductiveCall Leg1” is `productivecallleg1`. */
const callTypeOf = (fields: Fields): string =>
	(fields.text('type') ?? '').toLowerCase().replace(/\s/g, '');
