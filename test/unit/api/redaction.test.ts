import * as fc from 'fast-check';
import { decode } from '../../../nodes/VoicenterDialer/api/decoding';
import { mask, Redactor } from '../../../nodes/VoicenterDialer/api/redaction';

const code = 'S3cr3t/Code+of=the "account"&ü';
const redactor = new Redactor(code);

const each = (text: string, encode: (character: string) => string): string =>
	[...text].map(encode).join('');
const hex = (character: string, length: number): string =>
	(character.codePointAt(0) ?? 0).toString(16).padStart(length, '0');
const half = (text: string, encode: (part: string) => string): string =>
	each(text, (character) => ('aeiost/'.includes(character) ? character : encode(character)));
const percentByte = (character: string): string =>
	Buffer.from(character)
		.toString('hex')
		.replace(/../g, (byte) => `%${byte}`);
const html = (text: string): string =>
	text
		.replaceAll('&', '&amp;')
		.replaceAll('"', '&quot;')
		.replaceAll('/', '&sol;')
		.replaceAll('+', '&plus;')
		.replaceAll('=', '&equals;')
		.replaceAll('ü', '&uuml;');
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const url64 = (text: string): string => Buffer.from(text).toString('base64url');

/** Ways in which a server, a proxy or a library writes a text that it echoes. */
const encodings: Readonly<Record<string, (text: string) => string>> = {
	'as it is': (text) => text,
	'in capitals': (text) => text.toUpperCase(),
	'in small letters': (text) => text.toLowerCase(),
	'as a URI component': encodeURIComponent,
	'as a URI': encodeURI,
	'as a form value': (text) => new URLSearchParams({ '': text }).toString().slice(1),
	'all in percent': (text) => each(text, percentByte),
	'half in percent': (text) => half(text, percentByte),
	'percent in Latin-1': (text) => each(text, (character) => `%${hex(character, 2)}`),
	'percent twice': (text) => encodeURIComponent(encodeURIComponent(text)),
	'percent with u': (text) => each(text, (character) => `%u${hex(character, 4)}`),
	'named entities': html,
	'named entities in capitals': (text) => html(text).toUpperCase(),
	'named entities without semicolons': (text) => html(text).replaceAll(';', ''),
	'decimal entities': (text) => each(text, (character) => `&#${character.codePointAt(0)};`),
	'decimal entities with zeros': (text) =>
		each(text, (character) => `&#0000${character.codePointAt(0)};`),
	'hex entities': (text) => half(text, (character) => `&#x${hex(character, 2)};`),
	'hex entities in capitals': (text) => each(text, (character) => `&#X${hex(character, 4)};`),
	'a JSON text': (text) => JSON.stringify(text),
	'JSON with \\/': (text) => JSON.stringify(text).replaceAll('/', '\\/'),
	'JSON with \\u': (text) => half(text, (character) => `\\u${hex(character, 4)}`),
	'JSON in JSON': (text) => JSON.stringify(JSON.stringify({ text })),
	'JavaScript with \\x': (text) => each(text, (character) => `\\x${hex(character, 2)}`),
	'JavaScript with \\u{}': (text) => each(text, (character) => `\\u{${hex(character, 1)}}`),
	'read as Latin-1': (text) => Buffer.from(text).toString('latin1'),
	'an entity in percent': (text) => encodeURIComponent(html(text)),
	'Base64, first alignment': base64,
	'Base64, second alignment': (text) => base64(`x${text}`),
	'Base64, third alignment': (text) => base64(`xy${text}`),
	'Base64 with more after it': (text) => base64(`Code=${text}; and so on`),
	'Base64 for URLs': (text) => url64(`>>>${text}???`),
	'Base64 in capitals before encoding': (text) => base64(text.toUpperCase()),
	'Base64 of UTF-16': (text) => Buffer.from(text, 'utf16le').toString('base64'),
	'Base64 of a form': (text) => base64(new URLSearchParams({ Code: text }).toString()),
	'Base64 of JSON': (text) => base64(JSON.stringify({ Code: text }).replaceAll('/', '\\/')),
	'Base64 in percent': (text) => encodeURIComponent(base64(text)),
	'Base64 in JSON': (text) => base64(text).replaceAll('/', '\\/'),
	'Base64 that begins within a word': (text) => `abc${base64(text)}`,
};

describe.each(Object.entries(encodings))('the code %s', (_way, encode) => {
	it('is masked, and what stands around it stays', () => {
		expect(redactor.text(`Hello: ${encode(code)}`)).toMatch(/^Hello: .{0,24}\*\*\*/);
		const redacted = redactor.text(`Hello, ${encode(code)}, bye`);
		expect(redacted.startsWith('Hello, ')).toBe(true);
		expect(redacted.endsWith(', bye')).toBe(true);
		expect(redacted.length).toBeLessThan(60);
		expect(redacted).toContain(mask);
	});

	it('is masked in names and values of records', () => {
		const record = { ok: 'ok', [encode(code)]: [{ deep: encode(code) }], n: 1 };
		const text = JSON.stringify(redactor.value(record));
		expect(text).toContain('"ok":"ok"');
		expect(text).toContain('"n":1');
		expect(text.match(/\*\*\*/g)).toHaveLength(2);
	});

	it.each(['AbC7', 'x9-z', 'A/b+', 'a&b=', '9f3q2w'])('is masked where it is %s', (short) => {
		const text = `Hello: ${encode(short)}`;
		expect(new Redactor(short).text(text)).toContain(mask);
	});
});

const characters = 'aZ09+/=&%;"\'<>\\ -_ü*א#😀'.match(/./gu) ?? [];
const anyCode = fc
	.string({ unit: fc.constantFrom(...characters), minLength: 4, maxLength: 24 })
	.filter((text) => text.trim() === text && !/^\**$/.test(text) && text.length >= 4);
/** No outer encoding that changes letter case may follow Base64. */
const chainable = Object.entries(encodings).filter(([way]) => !/Base64|capitals|small/.test(way));

it('finds any code in two encodings, one in the other', () => {
	const ways = fc.constantFrom(...chainable);
	fc.assert(
		fc.property(anyCode, ways, ways, (secret, [, inner], [, outer]) => {
			const encoded = outer(inner(secret));
			// Without semicolons, or in Latin-1, not every code can be read back.
			fc.pre(reads(encoded).some((text) => text.includes(secret)));
			const redacted = new Redactor(secret).text(`« ${encoded} »`);
			expect(redacted).toContain(mask);
			for (const text of reads(redacted)) expect(text).not.toContain(secret);
		}),
		{ numRuns: 3000 },
	);
});

/** The text and what is behind its escapes. */
function reads(text: string): string[] {
	const texts = [text];
	for (let layer = 0; layer < 3; layer++) texts.push(decode(texts[layer])?.text ?? texts[layer]);
	return texts;
}

describe('ordinary data', () => {
	it.each([
		'OK',
		'The campaign code was not accepted',
		'972501234567',
		'100 % of 5 & more \\o/ &c; %zz &#; &#x; \\u12',
		'3f2504e0-4f89-11d3-9a0c-0305e82c3301',
	])('%j stays as it is', (text) => {
		expect(redactor.text(text)).toBe(text);
	});

	it('is not copied', () => {
		const answer = { Data: [{ Phone: '0501234567', Priority: 3, a: null, b: true }], n: 0.5 };
		expect(redactor.value(answer)).toBe(answer);
	});

	it('keeps its own kind and its dangerous names', () => {
		const value = JSON.parse(`{"__proto__":{"a":"${'Abcd1'}"},"b":["abcd1",1]}`) as object;
		expect(JSON.stringify(new Redactor('Abcd1').value(value))).toBe(
			'{"__proto__":{"a":"***"},"b":["***",1]}',
		);
	});

	it.each([
		['0501', '0501234567', '0501234567'],
		['0501', '972050134', '972050134'],
		['0501', 'Code=0501', 'Code=***'],
		['0501', 'Code=%30501&x', 'Code=***&x'],
		['0501', 'Code0501.', 'Code***.'],
		['1234567', '12345678', '12345678'],
		['48151623', '9481516239', '9***9'],
	])('the code %j in %j becomes %j', (digits, text, expected) => {
		expect(new Redactor(digits).text(text)).toBe(expected);
	});

	it.each([
		['1234', { Code: 1234, Total: 12345 }, { Code: '***', Total: 12345 }],
		['0501', { Code: 501 }, { Code: 501 }],
		['1234', [1234.5, -1234, 1e3], ['***.5', '-***', 1000]],
		['e2e+x', [1e21], [1e21]],
	])('with the code %j, %j becomes %j', (digits, value, expected) => {
		expect(new Redactor(digits).value(value)).toEqual(expected);
	});

	it('that the user entered stays usable, unless it is the code', () => {
		const own = new Redactor('abcd1234');
		expect(own.ownValue('abcd1234-01')).toBe('abcd1234-01');
		expect(own.ownValue(' ABCD1234 ')).toBe(mask);
		expect(new Redactor(48151623).ownValue(48151623)).toBe(mask);
	});
});

it.each(['', ' ', 'abc', undefined, null])('redacts nothing for the code %j', (nothing) => {
	const none = new Redactor(nothing);
	expect(none.text('abc *** undefined null')).toBe('abc *** undefined null');
	expect(none.ownValue('')).toBe('');
});

it('replaces what is nested too deeply to store', () => {
	const deep = JSON.parse('['.repeat(100_000) + ']'.repeat(100_000)) as unknown;
	expect(JSON.stringify(redactor.value({ deep }))).toContain(mask);
});

const hostile = [
	'%',
	'&',
	'\\',
	'&#',
	'&#x',
	'&#0',
	'%2',
	'%25',
	'%u',
	'\\u',
	'\\u{',
	'\\u{0',
	'&am',
]
	.concat(['%f0%9f', 'S3cr3t', 'a', 'aS3', '%2541', '\\\\', '%2fCode', '&amp;', 'İ', 'UzNjcjN0'])
	.concat([code, encodeURIComponent(code), base64(code)]);

it.each(hostile)('200,000 characters of %j end', (part) => {
	const text = part.repeat(Math.ceil(200_000 / part.length));
	const redacted = redactor.text(text);
	for (const some of reads(redacted)) expect(some).not.toContain(code);
	expect(redactor.start(text, 300).length).toBeLessThanOrEqual(304);
});

describe('a text that is cut', () => {
	it.each(Object.entries(encodings))('does not end in a part of the code %s', (way, encode) => {
		for (let length = 240; length <= 305; length++) {
			const text = `${'- '.repeat(length / 2)}${encode(code)}${' -'.repeat(4000)}`;
			const end = redactor.start(text, 300).replace(/^[- ]*/, '');
			expect([way, end]).toEqual([
				way,
				expect.stringMatching(/^(.{0,24}\*\*\*.{0,24}[- ]*|.{0,24})…$/),
			]);
		}
	});
});
