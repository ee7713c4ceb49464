import * as fc from 'fast-check';
import { readEvent } from '../../nodes/VoicenterDialer/callTrigger/callEvent';
import { readPayload } from '../../nodes/VoicenterDialer/callTrigger/payload';

const names = [
	'ivruniqueid',
	'ivrid',
	'type',
	'status',
	'statusCall',
	'target',
	'caller',
	'callerPhone',
	'time',
	'duration',
	'queueid',
	'CustomData',
	'aiData',
	'currentCall',
	'callStarted',
	'extenUser',
	'var_x',
	'__proto__',
	'constructor',
];
const words = fc.constantFrom('Ringing', 'ANSWER', 'ProductiveCall Leg1', '0501234567', '1e999');
const leaf = fc.oneof(words, fc.jsonValue(), fc.string({ unit: 'binary' }), fc.json());
const variables = fc.dictionary(
	fc.oneof(fc.string(), fc.constantFrom('var_a', 'var_var_a', 'Var_', 'var___proto__')),
	leaf,
);
const record = fc.dictionary(fc.constantFrom(...names), fc.oneof(leaf, variables));
const call = record.map((fields) => ({ ivruniqueid: 'a', type: '', ...fields }));
const content = fc.oneof(
	leaf,
	record,
	call,
	call.map((fields) => JSON.stringify(fields)),
	call.map((fields) => [fields]),
);

const keys = [
	'event',
	'eventId',
	'callId',
	'leg',
	'phone',
	'status',
	'answered',
	'durationSeconds',
	'waitSeconds',
	'startedAt',
	'agent',
	'queue',
	'extension',
	'recordingUrl',
	'customVariables',
];

it('never throws; an event always has the same keys, and variables no prefix', () => {
	fc.assert(
		fc.property(content, (anything) => {
			const read = readPayload(anything);
			if (!read.ok) return;
			const event = readEvent(read.payload, 'Asia/Jerusalem')?.event;
			if (!event) return;
			expect(Object.keys(event).filter((key) => key !== 'ai')).toEqual(keys);
			expect(event.callId).not.toBe('');
			expect(event.phone ?? '1234567').toMatch(/^\d{7,15}$/);
			for (const number of [event.durationSeconds, event.waitSeconds]) {
				expect(number === null || Number.isFinite(number)).toBe(true);
			}
			for (const name of Object.keys(event.customVariables)) expect(name).not.toMatch(/^var_/i);
			expect(Object.getPrototypeOf(event.customVariables)).toBe(Object.prototype);
			expect(JSON.parse(JSON.stringify(event))).toEqual(event);
		}),
		{ numRuns: 1000 },
	);
	expect(Object.keys(Object.prototype)).toEqual([]);
});

it('gives the same event the same id', () => {
	fc.assert(
		fc.property(call, (fields) => {
			const idOf = (value: unknown) => {
				const read = readPayload(value);
				return read.ok ? readEvent(read.payload, 'UTC')?.event?.eventId : undefined;
			};
			expect(idOf(JSON.stringify(fields))).toBe(idOf(JSON.stringify([fields])));
		}),
	);
});
