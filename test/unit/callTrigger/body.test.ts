import * as fc from 'fast-check';
import { contentOf, parseForm } from '../../../nodes/VoicenterDialer/callTrigger/body';

const request = { method: 'POST', headers: {}, query: {} };
const hebrew = [0xe3, 0xf0, 0xe4];

it.each([
	['windows-1255', hebrew],
	['iso-8859-8', hebrew],
	['iso-8859-8-i', hebrew],
	[undefined, [...Buffer.from('דנה')]],
	['no such charset', [...Buffer.from('דנה')]],
	['iso-8859-99', [...Buffer.from('דנה')]],
	['iso-2022-jp', [...Buffer.from('דנה')]],
])('reads a body in the charset %s', async (encoding, bytes) => {
	const content = await contentOf({ ...request, rawBody: Buffer.from(bytes), encoding }, undefined);
	expect(content).toBe('דנה');
});

it.each([
	['windows-1255', 'name=%E3%F0%E4+x&status=ANSWER'],
	['ISO-8859-8', 'name=%e3%f0%e4+x&status=ANSWER'],
	[
		'windows-1255',
		Buffer.from([...Buffer.from('name='), ...hebrew, ...Buffer.from('+x&status=ANSWER')]),
	],
])('reads a form in the charset %s', async (encoding, body) => {
	const content = await contentOf({ ...request, rawBody: Buffer.from(body), encoding }, undefined);
	expect(content).toEqual({ name: 'דנה x', status: 'ANSWER' });
});

it('reads JSON in the charset windows-1255, with what looks like an escape', async () => {
	const rawBody = Buffer.from([...Buffer.from('{"name":"'), ...hebrew, ...Buffer.from(' %E3="}')]);
	const content = await contentOf({ ...request, rawBody, encoding: 'windows-1255' }, undefined);
	expect(content).toBe('{"name":"דנה %E3="}');
});

it('reads the query where there is no body, without the secret', async () => {
	const secret = { sentIn: 'query', name: 'key', secret: 'a', popUpSecret: 'b' } as const;
	const withQuery = { ...request, query: { key: 'a', ivrid: '1' } };
	expect(await contentOf({ ...withQuery, method: 'GET' }, secret)).toEqual({ ivrid: '1' });
	expect(await contentOf({ ...withQuery, rawBody: Buffer.from('') }, secret)).toEqual({
		ivrid: '1',
	});
});

it('reads forms as URLSearchParams does', () => {
	const piece = fc.constantFrom('a', '%D7%93', '+', '%2B', '%', '%4', '%zz', '=', '&', ' ', '%00');
	const form = fc.array(piece, { maxLength: 40 }).map((pieces) => `x=${pieces.join('')}`);
	fc.assert(
		fc.property(form, (text) => {
			const expected = Object.fromEntries(new URLSearchParams(text));
			expect(parseForm(Buffer.from(text))).toEqual(expected);
		}),
		{ numRuns: 1000 },
	);
	expect(parseForm(Buffer.from('שם=דנה+%😀'))).toEqual({ שם: 'דנה %😀' });
});

it.each(['', 'a', 'a&b', '&', '<html>', `${'&'.repeat(1001)}a=1`, 'a=1&'.repeat(1001)])(
	'is no form: %.20j',
	(text) => {
		expect(parseForm(Buffer.from(text))).toBeUndefined();
	},
);

it('keeps names that could reach a prototype as plain fields', () => {
	const fields = parseForm(Buffer.from('__proto__=1&a=2'));
	expect(Object.keys(fields ?? {})).toEqual(['__proto__', 'a']);
	expect(Object.getPrototypeOf(fields)).toBe(Object.prototype);
});
