import type { IDataObject } from 'n8n-workflow';
import {
	authenticate,
	isPlainText,
	type RequestToAuthenticate,
} from '../../../nodes/VoicenterDialer/api/authenticate';

const credential = {
	accountCode: 'S3cr3t/Code',
	baseUrl: 'https://api.voicenter.co.il',
	monitorUrl: 'https://monitor.voicenter.co.il',
	sendAccountCode: 'everyRequest',
};
const addCall = '/ForwardDialer/Dialer/AddCall';

const tryWith = (request: RequestToAuthenticate, changed: IDataObject = {}) =>
	authenticate({ ...credential, ...changed }, request);

const hasCode = (request: RequestToAuthenticate): boolean =>
	/S3cr3t/.test(
		JSON.stringify(request, (_name, value: unknown) =>
			value instanceof URLSearchParams ? String(value) : value,
		),
	);

describe('the code goes to the hosts of the credential', () => {
	it.each<[RequestToAuthenticate, string]>([
		[{ uri: `https://api.voicenter.co.il${addCall}` }, addCall],
		[{ url: `https://api.voicenter.co.il${addCall}` }, addCall],
		[{ baseURL: 'https://api.voicenter.co.il', url: addCall }, addCall],
		[{ baseURL: 'https://api.voicenter.co.il/', url: addCall.slice(1) }, addCall],
		[{ uri: `HTTPS://API.Voicenter.CO.IL:443${addCall}` }, addCall],
		[{ uri: ` https://api.voicenter.co.il${addCall}` }, addCall],
		[{ uri: new URL(`https://api.voicenter.co.il${addCall}`) }, addCall],
		[
			{ uri: 'https://monitor.voicenter.co.il/Comet/api/GetExtensions' },
			'/Comet/api/GetExtensions',
		],
	])('%j', (request, path) => {
		const sent = tryWith({ method: 'POST', ...request });
		expect(hasCode(sent)).toBe(true);
		const { uri, url, baseURL } = sent;
		expect(String(uri ?? url)).toMatch(
			new RegExp(`^https://(api|monitor)\\.voicenter\\.co\\.il${path}$`),
		);
		expect(baseURL).toBeUndefined();
	});

	it('and to no redirect', () => {
		const redirect = { followRedirect: true, followAllRedirects: true, maxRedirects: 21 };
		const uri = `https://api.voicenter.co.il${addCall}`;
		expect(tryWith({ method: 'POST', uri, ...redirect } as RequestToAuthenticate)).toMatchObject({
			disableFollowRedirect: true,
			followRedirect: false,
			followAllRedirects: false,
			maxRedirects: 0,
		});
	});
});

describe('the code goes nowhere else', () => {
	const evil: Array<string | [base: string, url: string]> = [
		'https://evil.example/collect',
		'http://api.voicenter.co.il/',
		'https://api.voicenter.co.il:8443/',
		'https://api.voicenter.co.il@evil.example/',
		'https://api.voicenter.co.il:443@evil.example/',
		'https://evil.example\\@api.voicenter.co.il.evil.example/',
		'https://evil.example\\@api.voicenter.co.il/',
		'https:\\\\evil.example/https://api.voicenter.co.il',
		'https://evil.example#@api.voicenter.co.il/',
		'https://evil.example?https://api.voicenter.co.il/',
		'https://api.voicenter.co.il.evil.example/',
		'https://evilapi.voicenter.co.il/',
		'https://api.voicenter.co.il./',
		'https://api.voicenter.co.il%2eevil.example/',
		'https://api.voicenter.co.il%00.evil.example/',
		'https://api.vоicenter.co.il/',
		'https://ａpi.voicenter.co.il.evil.example/',
		'//evil.example/',
		'/\\evil.example/',
		'https:evil.example',
		'ftp://api.voicenter.co.il/',
		'file:///etc/passwd',
		'javascript:alert(1)',
		'data:text/plain,api.voicenter.co.il',
		'api.voicenter.co.il',
		'',
		'null',
		['https://api.voicenter.co.il', 'https://evil.example/'],
		['https://api.voicenter.co.il', '//evil.example/'],
		['https://api.voicenter.co.il', 'HTTPS://evil.example/'],
		['https://api.voicenter.co.il', 'x://evil.example/'],
		['https://api.voicenter.co.il@evil.example', '/'],
		['https://api.voicenter.co.il.', 'evil.example/'],
		['https://api.voicenter.co.il:pw@evil.example', addCall],
		['//evil.example', addCall],
		['evil.example', addCall],
	];

	it.each(evil.map((address) => [[address].flat()]))('%j', ([first, second]) => {
		const requests: RequestToAuthenticate[] =
			second === undefined
				? [{ uri: first }, { url: first }]
				: [
						{ baseURL: first, url: second },
						{ baseURL: first, uri: second },
					];
		for (const request of requests) {
			for (const method of ['GET', 'POST']) {
				const attempt = () => tryWith({ method, ...request });
				expect(attempt).toThrow(/cannot be used for .* Nothing was sent\./s);
				expect(attempt).not.toThrow(/S3cr3t/);
			}
		}
	});

	it.each([
		{ uri: `https://api.voicenter.co.il${addCall}`, url: 'https://evil.example/' },
		{ url: `https://api.voicenter.co.il${addCall}`, uri: 'https://evil.example/' },
		{ uri: `https://api.voicenter.co.il${addCall}`, url: 'https://monitor.voicenter.co.il/' },
		{},
		{ baseURL: 'https://api.voicenter.co.il' },
	])('%j', (request) => {
		expect(() => tryWith(request)).toThrow(/cannot be used for/);
	});

	it.each(['', 'voicenter', 'file:///x', 'x://y', 'null', undefined, null])(
		'with the Base URL %j and no Monitor URL',
		(baseUrl) => {
			for (const uri of ['file:///x', 'x://y', 'https://evil.example', 'null', String(baseUrl)]) {
				const attempt = () => tryWith({ uri }, { baseUrl: baseUrl as string, monitorUrl: '' });
				expect(attempt).toThrow(/Enter a valid Base URL/);
			}
		},
	);

	it('names the host, and no more of the URL', () => {
		expect(() => tryWith({ uri: 'https://me:pass@evil.example/path?token=1' })).toThrow(
			'This credential cannot be used for “https://evil.example”, because it would receive the account code. Nothing was sent. Use a URL that begins with “https://api.voicenter.co.il” or “https://monitor.voicenter.co.il”, or change the Base URL in the credential.',
		);
	});

	it('with a code of three characters', () => {
		const uri = `https://api.voicenter.co.il${addCall}`;
		expect(() => tryWith({ uri }, { accountCode: ' a1b ' })).toThrow(/fewer than 4 characters/);
	});
});

describe('the code in what the HTTP Request node sends', () => {
	const uri = `https://api.voicenter.co.il${addCall}`;
	const json = { 'Content-Type': 'application/json' };
	const form = { 'content-type': 'application/x-www-form-urlencoded' };
	const Code = credential.accountCode;

	it.each<[string, RequestToAuthenticate, RequestToAuthenticate]>([
		['a query', { method: 'GET', qs: { a: 1 } }, { qs: { a: 1, Code } }],
		['no method', {}, { qs: { Code } }],
		['a query in the URL', { method: 'get' }, { qs: { Code } }],
		['a JSON object', { body: { a: 1 } }, { body: { a: 1, Code } }],
		['a JSON list', { body: [{ a: 1 }, {}] }, { body: [{ a: 1, Code }, { Code }] }],
		['JSON text', { headers: json, body: '{"a":1}' }, { body: `{"a":1,"Code":"${Code}"}` }],
		['a JSON list as text', { body: '[{"a":1}]' }, { body: `[{"a":1,"Code":"${Code}"}]` }],
		['a form', { form: { a: 1 } }, { form: { a: 1, Code } }],
		['a form and a body', { form: { a: 1 }, body: { b: 2 } }, { form: { a: 1, Code } }],
		['form data', { formData: { a: '1' } }, { formData: { a: '1', Code } }],
		['form text', { headers: form, body: 'a=1' }, { body: 'a=1&Code=S3cr3t%2FCode' }],
		['no body', {}, { body: { Code } }],
		['an empty body', { body: '' }, { body: { Code } }],
		['the code of another', { body: { Code: 'x' } }, { body: { Code } }],
	])('%s', (_what, request, expected) => {
		const method = 'qs' in expected ? {} : { method: 'POST' };
		const before = JSON.stringify(request);
		expect(tryWith({ uri, ...method, ...request })).toMatchObject(expected);
		// It may belong to an item, or to the request that n8n shows.
		expect(JSON.stringify(request)).toBe(before);
	});

	it.each<[string, unknown]>([
		['a text', 'hello'],
		['a JSON number', '17'],
		['a list of numbers', [1, 2]],
		['bytes', Buffer.from('{}')],
		['a stream', { pipe: () => {} }],
	])('is not added to %s', (_what, body) => {
		expect(() => tryWith({ method: 'POST', uri, body: body as IDataObject })).toThrow(
			/JSON or as a form/,
		);
	});

	it('is sent under the name that the service of the path expects', () => {
		const host = 'https://api.voicenter.co.il';
		const bodyAt = (path: string, sendAccountCode: string) =>
			tryWith({ method: 'POST', uri: host + path }, { sendAccountCode }).body;
		expect(bodyAt('/hub/cdr/', 'campaignListOnly')).toEqual({ code: Code });
		expect(bodyAt('/ForwardDialer/Dialer/GetCampaignList', 'campaignListOnly')).toEqual({ Code });
		expect(bodyAt(addCall, 'campaignListOnly')).toBeUndefined();
		expect(bodyAt(addCall, 'everyRequest')).toEqual({ Code });
	});
});

it.each([
	['http://api.voicenter.co.il', true],
	['HTTP://10.0.0.7:8080', true],
	['http://127.evil.example', true],
	['http://localhost.evil.example', true],
	['http://localhost@evil.example', true],
	['https://api.voicenter.co.il', false],
	['http://localhost:8080', false],
	['http://127.0.0.1', false],
	['http://127.1', false],
	['http://[::1]:80', false],
	['', false],
	[undefined, false],
])('whether %j is plain text to another computer: %j', (address, expected) => {
	expect(isPlainText(address)).toBe(expected);
});
