import * as fc from 'fast-check';
import { readEvent } from '../../../nodes/VoicenterDialer/callTrigger/callEvent';
import { readPayload } from '../../../nodes/VoicenterDialer/callTrigger/payload';

const record = { ivruniqueid: 'a', name: 'דנה', CustomData: { var_a: '1' } };
const json = JSON.stringify(record);

it.each([
	['an object', record],
	['JSON', json],
	['JSON with spaces and a byte order mark', `\uFEFF \n${json} `],
	['a list of one', [record]],
	['JSON of a list of one', `[${json}]`],
	['JSON as a text', JSON.stringify(json)],
	['a list of one JSON text', [json]],
	['a record without a prototype', Object.assign(Object.create(null) as object, record)],
])('reads %s', (_what, content) => {
	expect(readPayload(content)).toStrictEqual({ ok: true, payload: record });
});

it('reads a form, Hebrew too', () => {
	expect(readPayload('ivruniqueid=a+b&name=%D7%93%D7%A0%D7%94&empty=')).toStrictEqual({
		ok: true,
		payload: { ivruniqueid: 'a b', name: 'דנה', empty: '' },
	});
});

it.each([
	undefined,
	null,
	'',
	'  ',
	'{}',
	'[]',
	'null',
	'17',
	'"text"',
	'<html>',
	'{"a":1',
	[],
	[record, record],
	{},
	'['.repeat(1_000_000),
	`{"a":${'['.repeat(100)}${']'.repeat(100)}}`,
	`{"a":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}`,
	Array.from({ length: 2000 }, (_, index) => `f${index}=1`).join('&'),
	JSON.stringify(Array.from({ length: 900_000 }, (_, index) => index)),
	Object.fromEntries(Array.from({ length: 900_000 }, (_, index) => [`f${index}`, index])),
	{ a: Array.from({ length: 30_000 }, () => ({})) },
	JSON.stringify(
		Object.fromEntries(Array.from({ length: 900_000 }, (_, index) => [`f${index}`, index])),
	),
])('says what is wrong with %.40j', (content) => {
	const read = readPayload(content);
	expect(read).toStrictEqual({ ok: false, problem: expect.stringMatching(/^.{10,80}$/) });
});

describe('before it is parsed, JSON is refused', () => {
	const many = 20_001;
	const cases: ReadonlyArray<[string, string]> = [
		['many fields', `{"ivruniqueid":"a"${',"b":1'.repeat(many)}}`],
		['many fields, spread out', `{"ivruniqueid":"a"${' ,\n"b" : 1'.repeat(many)}}`],
		['a long list', `{"a":[0${',0'.repeat(many)}]}`],
		['many lists', `{"a":[[]${',[]'.repeat(many)}]}`],
		['deep lists', '['.repeat(many) + ']'.repeat(many)],
		['deep records', '{"a":'.repeat(many) + '1' + '}'.repeat(many)],
		['many fields after a text with a quote', `{"a":"\\\"","b":[0${',0'.repeat(many)}]}`],
	];

	it.each(cases)('for %s', (_what, json) => {
		const parse = jest.spyOn(JSON, 'parse');
		const { ok } = readPayload(json);
		expect(parse).not.toHaveBeenCalled();
		parse.mockRestore();
		expect(ok).toBe(false);
	});

	it.each(cases)('inside a text of JSON: %s', (_what, json) => {
		const parse = jest.spyOn(JSON, 'parse');
		const { ok } = readPayload(JSON.stringify(json));
		expect(parse).toHaveBeenCalledTimes(1);
		parse.mockRestore();
		expect(ok).toBe(false);
	});

	it('but not for a long text in few fields', () => {
		const record = { ivruniqueid: 'a', text: '{"a":[1,2],\\"'.repeat(100_000) };
		expect(readPayload(JSON.stringify(record))).toEqual({ ok: true, payload: record });
	});

	it('and neither are a record’s own texts of JSON', () => {
		for (const [, IVR] of cases) {
			const event = readEvent({ ivruniqueid: 'a', type: '', IVR, CustomData: IVR }, 'UTC');
			expect(event?.found?.event).toMatchObject({ keysPressed: [], customVariables: {} });
		}
	});
});

it('omits unsafe names at any depth', () => {
	const hostile = `{"__proto__":{"polluted":1},"a":[{"constructor":{"prototype":{"polluted":1}},"b":2}]}`;
	const read = readPayload(hostile);
	expect(read).toStrictEqual({ ok: true, payload: { a: [{ b: 2 }] } });
	expect(readPayload('__proto__=1&b=2')).toStrictEqual({ ok: true, payload: { b: '2' } });
	expect(Object.prototype).not.toHaveProperty('polluted');
});

describe('any payload', () => {
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
		'keysPressed',
		'customVariables',
	];

	it('never throws; an event always has the same keys, and variables no prefix', () => {
		fc.assert(
			fc.property(content, (anything) => {
				const read = readPayload(anything);
				if (!read.ok) return;
				const event = readEvent(read.payload, 'Asia/Jerusalem')?.found?.event;
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
					return read.ok ? readEvent(read.payload, 'UTC')?.found?.event.eventId : undefined;
				};
				expect(idOf(JSON.stringify(fields))).toBe(idOf(JSON.stringify([fields])));
			}),
		);
	});
});
