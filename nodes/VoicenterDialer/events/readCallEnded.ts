import type { CallEvent } from './CallEvent';
import { customVariablesOf } from './customVariablesOf';
import type { Fields } from './Fields';
import type { Payload } from './Payload';
import { phoneOf } from './phoneOf';
import { sideOf } from './sideOf';
import { toIsoTime } from './toIsoTime';

/** A CDR notification (all its fields: vendor's practice). */
export function readCallEnded(payload: Payload, fields: Fields, zone: string): CallEvent {
	const { leg, phone } = sideOf(fields);
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
