import type { CallEvent, EventKind } from './CallEvent';
import { customVariablesOf } from './customVariablesOf';
import { Fields } from './Fields';
import { popUpStatus } from './kindOf';
import type { Payload } from './Payload';
import { phoneOf } from './phoneOf';
import { toIsoTime } from './toIsoTime';

/** A pop-up screen's request (all its fields: vendor's practice). It is always an agent's screen. */
export function readPopUp(
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
