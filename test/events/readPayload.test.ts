import { readPayload } from '../../nodes/VoicenterDialer/callTrigger/payload';

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
])('says what is wrong with %.40j', (content) => {
	const read = readPayload(content);
	expect(read).toStrictEqual({ ok: false, problem: expect.stringMatching(/^.{10,80}$/) });
});

it('leaves dangerous names out, wherever they are', () => {
	const hostile = `{"__proto__":{"polluted":1},"a":[{"constructor":{"prototype":{"polluted":1}},"b":2}]}`;
	const read = readPayload(hostile);
	expect(read).toStrictEqual({ ok: true, payload: { a: [{ b: 2 }] } });
	expect(readPayload('__proto__=1&b=2')).toStrictEqual({ ok: true, payload: { b: '2' } });
	expect(Object.prototype).not.toHaveProperty('polluted');
});
