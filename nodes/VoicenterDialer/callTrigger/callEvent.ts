import { customVariablesOf, Fields, phoneOf, toIsoTime } from './eventFields';
import { keysPressedOf, type KeyPressed } from './keysPressed';
import type { Payload } from './payload';

export type EventKind = 'callEnded' | 'ringing' | 'answered' | 'hungUp';

export type Leg = 'customer' | 'agent';

/** An event of a call. Its field names are saved in workflows. */
export interface CallEvent {
	readonly event: EventKind;
	/** The same for every delivery of an event, but different for two attempts to reach the same agent. */
	readonly eventId: string;
	/** The ID of an earlier event that says something else about the same leg. One of them is untrue. */
	readonly conflictsWith?: string;
	/** The same for both legs of a call. */
	readonly callId: string;
	readonly leg: Leg;
	/** The customer’s number in canonical form, for both legs. */
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
	readonly keysPressed: readonly KeyPressed[];
	/** Names without the prefix `var_`. */
	readonly customVariables: Payload;
	readonly ai?: Payload;
}

/** An event, and what the record says besides. */
export interface FoundEvent {
	readonly event: CallEvent;
	/** What the event tells about. Two events with one subject and different IDs contradict each other. */
	readonly subject: string;
	/** Lowercase, without spaces. Empty for pop-ups. */
	readonly callType: string;
}

/** A parsed record. `found` is missing if a pop-up’s status is none of the events. */
export interface ReadEvent {
	readonly isPopUp: boolean;
	readonly found?: FoundEvent;
}

/** @returns `undefined` if Voicenter sends no such record */
export function readEvent(payload: Payload, zone: string): ReadEvent | undefined {
	const fields = new Fields(payload);
	const kind = kindOf(fields);
	if (kind === undefined) return undefined;
	if (kind === 'otherPopUp') return { isPopUp: true };
	if (kind === 'callEnded') return { isPopUp: false, found: readCallEnded(payload, fields, zone) };
	return { isPopUp: true, found: readPopUp(kind, payload, fields, zone) };
}

const popUpKinds: Readonly<Record<string, EventKind>> = {
	ringing: 'ringing',
	talking: 'answered',
	hangup: 'hungUp',
};

/** A call notification always has at least one of these fields beside the call’s ID. */
const callFields = ['type', 'status', 'duration', 'time', 'caller', 'target'];

/** The older pop-up, a GET request, names it `statusCall` (vendor's practice). */
const popUpStatus = (fields: Fields): string | null =>
	fields.text('statusCall') ?? fields.text('status');

/** `otherPopUp`: a pop-up whose status is none of the events. */
function kindOf(fields: Fields): EventKind | 'otherPopUp' | undefined {
	const status = fields.text('ivrid') === null ? null : popUpStatus(fields);
	const popUp = status === null ? undefined : popUpKinds[status.toLowerCase()];
	if (popUp !== undefined) return popUp;
	if (fields.text('ivruniqueid') !== null && callFields.some((name) => fields.has(name))) {
		return 'callEnded';
	}
	return status === null ? undefined : 'otherPopUp';
}

/** Reads a CDR notification. All its fields are the vendor's practice. */
function readCallEnded(payload: Payload, fields: Fields, zone: string): FoundEvent {
	const { leg, phone } = callLegOf(fields);
	const callType = callTypeOf(fields);
	const callId = fields.text('ivruniqueid') ?? '';
	const status = fields.text('status')?.toUpperCase() ?? null;
	const target = fields.text('target');
	const ai = fields.record('aiData') ?? {};
	const event: CallEvent = {
		event: 'callEnded',
		eventId: idOf([callId, 'callEnded', ...attemptFields(fields, status)]),
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
		keysPressed: keysPressedOf(fields.records('IVR')),
		customVariables: customVariablesOf(payload, [fields.record('CustomData')]),
		...(Object.keys(ai).length > 0 && { ai }),
	};
	// A call has one customer's leg. An agent can be tried again: only the time differs then.
	const legFields = leg === 'customer' ? [phone ?? target] : [target, fields.text('time')];
	return { event, callType, subject: idOf([callId, 'callEnded', leg, callType, ...legFields]) };
}

/** Real values are far shorter. What is cut off a forged one tells nothing apart that is true. */
const maxPartLength = 40;

const idOf = (parts: ReadonlyArray<string | null>): string =>
	parts.map((part) => (part ?? '').slice(0, maxPartLength)).join(':');

/**
 * The fields that tell two events of one call apart. Both legs share the call's ID, and the agent's
 * leg can occur several times: once per agent, and again for each new attempt. Status and times
 * differ between attempts and stay the same when a delivery is repeated. The recording and the AI
 * record are left out, because they can be added later.
 */
const attemptFields = (fields: Fields, status: string | null): Array<string | null> => [
	fields.text('type'),
	fields.text('target') ?? fields.text('extenUser'),
	status,
	...['time', 'duration', 'seconds_waiting_in_queue'].map((name) => fields.text(name)),
];

/** 0 means no queue. */
function queueIdOf(fields: Fields): number | string | null {
	const number = fields.integer('queueid');
	return number === 0 ? null : (number ?? fields.text('queueid'));
}

/** Reads a pop-up, which is always an agent's leg. All its fields are the vendor's practice. */
function readPopUp(
	kind: Exclude<EventKind, 'callEnded'>,
	payload: Payload,
	fields: Fields,
	zone: string,
): FoundEvent {
	const call = new Fields(fields.record('currentCall') ?? {});
	const callId = fields.text('ivrid') ?? '';
	const extension = fields.text('extenUser');
	const startedAt = fields.text('callStarted') ?? call.text('callStarted');
	const answeredAt = fields.text('callAnswered') ?? call.text('callAnswered');
	const phone = phoneOf(fields.text('phone')) ?? phoneOf(call.text('callerphone'));
	// The same call can ring an agent again. Only the times differ then.
	const subject = [callId, kind, extension, startedAt, answeredAt];
	const event: CallEvent = {
		event: kind,
		eventId: idOf([...subject, phone]),
		callId,
		leg: 'agent',
		phone,
		status: popUpStatus(fields),
		answered: isAnswered(kind, fields),
		durationSeconds: null,
		waitSeconds: null,
		// Local time: the vendor's Events SDK also subtracts the account's offset from this field.
		startedAt: toIsoTime(fields.number('callStarted'), zone),
		agent: { name: null, code: null },
		queue: { id: null, name: null },
		extension,
		recordingUrl: fields.text('recordFile'),
		keysPressed: [],
		customVariables: customVariablesOf(payload, [
			fields.record('CustomData'),
			call.record('customdata'),
		]),
	};
	return { event, callType: '', subject: idOf(subject) };
}

function isAnswered(event: EventKind, fields: Fields): boolean | null {
	if (event !== 'hungUp') return event === 'answered';
	const answeredAt = fields.number('callAnswered');
	return fields.flag('isAnswered') ?? (answeredAt === null ? null : answeredAt > 0);
}

/** The leg that a record is about, and the customer’s number. */
export interface CallLeg {
	readonly leg: Leg;
	readonly phone: string | null;
}

/**
 * Records have no field for the leg. An agent's leg goes to an extension: its SIP code is not a phone
 * number. If the extension is a phone, the record names a different number as the caller's.
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

/** `did` is the account's own number, which the customer sees as the caller ID. */
function callerOf(fields: Fields): string | null {
	const ownNumber = phoneOf(fields.text('did'));
	const numbers = [phoneOf(fields.text('callerPhone')), phoneOf(fields.text('caller'))];
	return numbers.find((number) => number !== null && number !== ownNumber) ?? null;
}

/** “ProductiveCall Leg1” becomes `productivecallleg1`. */
const callTypeOf = (fields: Fields): string =>
	(fields.text('type') ?? '').toLowerCase().replace(/\s/g, '');
