import * as fc from 'fast-check';
import type { IHookFunctions } from 'n8n-workflow';
import { sendRequest } from '../../nodes/VoicenterDialer/api/client';
import { baseAddress, encode } from '../../nodes/VoicenterDialer/api/encode';
import { readAnswer, readThrown } from '../../nodes/VoicenterDialer/api/outcome';
import { fingerprintOfCall, PendingCalls } from '../../nodes/VoicenterDialer/api/pendingCalls';
import {
	canonicalPhoneNumber,
	cleanPhoneNumber,
	dropDecimals,
} from '../../nodes/VoicenterDialer/api/phone';
import { Redactor } from '../../nodes/VoicenterDialer/api/redaction';
import { isAllowed, readAllowlist } from '../../nodes/VoicenterDialer/callTrigger/admission';
import { readEvent } from '../../nodes/VoicenterDialer/callTrigger/callEvent';
import { contentOf } from '../../nodes/VoicenterDialer/callTrigger/body';
import { readPayload } from '../../nodes/VoicenterDialer/callTrigger/payload';
import { popUpScreen } from '../../nodes/VoicenterDialer/callTrigger/replies';
import { readSettings } from '../../nodes/VoicenterDialer/callTrigger/settings';
import { fetchCampaignState } from '../../nodes/VoicenterDialer/campaignTrigger/campaignState';
import {
	entriesOfJson,
	toCustomVariables,
} from '../../nodes/VoicenterDialer/input/customVariables';
import { parameterReader } from '../../nodes/VoicenterDialer/input/parameterReader';
import { toEpochSeconds } from '../../nodes/VoicenterDialer/input/time';
import { toFlag, toInteger, toList, toNumber } from '../../nodes/VoicenterDialer/input/values';
import { matchAddResult } from '../../nodes/VoicenterDialer/run/addResult';
import { customerLeg, popUp } from '../harness/callPayloads';
import { StepCounter } from '../harness/steps';

const counter = new StepCounter();
afterAll(() => counter.close());

const list = { method: 'GetCampaignList', parameters: {}, variables: {} } as const;
const answering = (body: unknown, statusCode = 200) => ({
	send: async () => await Promise.resolve({ statusCode, headers: {}, body }),
	baseUrl: 'http://localhost',
	secret: 'account-code',
});
const once = { timeoutMs: 1000, maxRetries: 0 };

const leadTo = (Target: string, id: string) => ({
	request: {
		method: 'AddCallsBulk' as const,
		parameters: { Campaign: 'c1', Target },
		variables: { var_id: id },
	},
});

const triggerWith = (options: object) =>
	({
		getNodeParameter: (name: string) => ({ options, events: ['callEnded'], simplify: true })[name],
	}) as unknown as IHookFunctions;

const request = (body: string) => ({
	method: 'POST',
	headers: {},
	query: {},
	rawBody: Buffer.from(body),
});

const expressions = (text: string) =>
	parameterReader({ target: `={{ $json${text} }}` })({ json: {}, getParameter: () => text })(
		'target',
	);

/** Everything that reads a text from an item, a model, a webhook or the service. */
const readers: Readonly<Record<string, (text: string) => unknown>> = {
	'a phone number': (text) => cleanPhoneNumber(text),
	'a phone number to compare': (text) => canonicalPhoneNumber(text),
	'a phone number with dots': (text) => dropDecimals(text, 'Phone'),
	'a time': (text) => toEpochSeconds(text, 'Originate Time', 'Asia/Jerusalem'),
	'a number': (text) => toNumber(text, 'Priority'),
	'a whole number': (text) => toInteger(text, 'Priority'),
	'a flag': (text) => toFlag(text, 'Dry Run', false),
	'a list': (text) => toList(text, 'Statuses'),
	'a custom variable': (text) => toCustomVariables([[text, text]]),
	'custom variables as JSON': (text) => toCustomVariables(entriesOfJson(text)),
	'custom variables within JSON': (text) => entriesOfJson(`{"a":${text}}`),
	'a custom variable’s text within JSON': (text) => entriesOfJson(`{"a":${JSON.stringify(text)}}`),
	'an expression': expressions,
	'a base URL': (text) => baseAddress(text),
	'a good answer': (text) => readAnswer('AddCall', { statusCode: 200, headers: {}, body: text }),
	'an answer of a proxy': (text) =>
		readAnswer('AddCall', { statusCode: 502, headers: {}, body: text }),
	'Retry-After': (text) =>
		readAnswer('AddCall', { statusCode: 503, headers: { 'retry-after': text }, body: '' }),
	'Description and ErrorCode': (text) =>
		readAnswer('AddCall', {
			statusCode: 200,
			headers: {},
			body: { ErrorCode: text, Description: text },
		}),
	'an answer to redact': async (text) =>
		await sendRequest(answering(text, 502), 'GetCampaignList', encode(list, 'json'), once),
	'a Description to redact': async (text) =>
		await sendRequest(
			answering({ ErrorCode: 1, Description: text, AddResult: [{ Description: text }] }),
			'AddCallsBulk',
			encode(list, 'json'),
			once,
		),
	'a record to redact': (text) => new Redactor('account code').value({ [text]: [text] }),
	'a code to redact': (text) => new Redactor(text).text(`${text}${text}`),
	'a thrown error': (text) => readThrown(Object.assign(new Error(text), { code: text })),
	'the errors of several addresses': (text) => readThrown(new Error(`connect E${text}`)),
	'a result of Add Many': (text) =>
		matchAddResult(
			[leadTo('0501111111', 'a'), leadTo('0501111111', 'b')],
			[{ Target: text, ErrorCode: text, Description: text, CustomData: { var_id: text } }, text],
		),
	'a waiting call': (text) =>
		fingerprintOfCall({ Phone: text, CallerName: text, CustomData: { [text]: text } }),
	'a state of a campaign': async (text) =>
		await fetchCampaignState(
			async () =>
				await Promise.resolve({
					answer: { Data: [{ Code: text, Name: text, TotalPendingCalls: text }] },
					redactor: new Redactor('account code'),
				}),
			text,
		),
	'an allowlist': (text) => readAllowlist(toList(text, 'IP(s) Allowlist')),
	'an address': (text) => isAllowed(text, readAllowlist(['192.0.2.0/24', '2001:db8::/32'])),
	'a notification': (text) => readPayload(text),
	'the bytes of a notification': async (text) =>
		readPayload(await contentOf(request(text), undefined)),
	'a notification’s fields': (text) =>
		readEvent(
			Object.fromEntries(
				[...Object.keys(customerLeg), `var_${text}`, text].map((name) => [name, text]),
			),
			'Asia/Jerusalem',
		),
	'a pop-up’s fields': (text) =>
		readEvent({ ...popUp, phone: text, CustomData: text, callStarted: text }, 'Asia/Jerusalem'),
	'a page to open': (text) => popUpScreen({ URL: text, CLIENTNAME: text }),
	'Account Timezone': (text) => readSettings(triggerWith({ accountTimezone: text })),
	'Queues and Statuses': (text) => readSettings(triggerWith({ queues: text, statuses: text })),
};

/** One of each kind of character, and what the readers look for. */
const pieces = [
	...['0', '5', 'a', 'E', 'T', 'א', ' ', '\t', '\n', '\u200f', '\uFEFF', '\ud83d', '😀'],
	...['<', '>', '/', '\\', '"', "'", '`', '{', '}', '[', ']', '(', ')', '.', ',', ';', ':'],
	...['+', '-', '=', '&', '%', '?', '#', '|', '_', '$', '*', '\u0000'],
	...['<script', '</script>', '<b>', '</', 'var_', '\\"', '"a":', '"a":1,', '{"a":', '[[', '],['],
	...['00', '972', '0.', '.0', '1e', 'e+5', '2026-12-24', '09:30', ' +', ' Z', '::', '::ffff:'],
	...['192.0.2.1,', '/24', 'a=b&', '%D7', '; ', ' | ', 'connect E', 'true', '.a', '["a"]', '?.'],
];
const piece = fc.constantFrom('', ...pieces);
const hostileText = fc.record({
	start: piece,
	unit: fc
		.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 3 })
		.map((parts) => parts.join('')),
	end: piece,
});

type HostileText = typeof hostileText extends fc.Arbitrary<infer Text> ? Text : never;

/** Reading the counters takes long, so many texts are counted at once. */
const hostileTexts = fc.array(hostileText, { minLength: 40, maxLength: 40 });

/** An unreadable text is an error in many places. */
const ignore = () => {};

const length = 400;
const longer = 10;
/** What a reader does once, however long the text is. */
const fixed = 1500;

it.each(Object.entries(readers))(
	'ten times the text is at most twelve times the steps: %s',
	async (_what, read) => {
		const readAll = async (texts: readonly HostileText[], size: number) => {
			for (const { start, unit, end } of texts) {
				const text = start + unit.repeat(Math.ceil(size / unit.length)) + end;
				await Promise.resolve(text).then(read).catch(ignore);
			}
		};
		await fc.assert(
			fc.asyncProperty(hostileTexts, async (texts) => {
				const steps = await counter.count(async () => await readAll(texts, length));
				const more = await counter.count(async () => await readAll(texts, length * longer));
				expect(more).toBeLessThan(12 * steps + fixed);
			}),
			{ numRuns: 2, endOnFailure: true },
		);
	},
);

/** Records that differ or do not, for one number or for many. */
const lists: Readonly<Record<string, (size: number) => unknown>> = {
	'results of Add Many, all for one number': (size) => {
		const ids = Array.from({ length: size }, (_, index) => String(index));
		const results = ids.map((id) => ({
			Target: '0501111111',
			ErrorCode: 0,
			CustomData: { var_id: id },
		}));
		return matchAddResult(
			ids.map((id) => leadTo('0501111111', id)),
			results.reverse(),
		);
	},
	'results of Add Many without targets': (size) =>
		matchAddResult(
			Array.from({ length: size }, (_, index) => leadTo(`05${10_000_000 + index}`, 'a')),
			Array.from({ length: size }, () => ({ Target: '', CustomData: { var_id: 'b' } })),
		),
	'waiting calls, all to one number': async (size) =>
		await new PendingCalls(
			answering({ ErrorCode: 0, Data: { Calls: Array(size).fill({ Phone: '0501111111' }) } }),
			once,
		).readFromNow('c1'),
	'values of a notification': (size) =>
		readPayload({ ivruniqueid: 'a', values: Array(size).fill({ a: [1] }) }),
	'custom variables of one lead': (size) =>
		toCustomVariables(Array.from({ length: size }, (_, index) => [`a${index}`, index])),
	'ranges of an allowlist': (size) => readAllowlist(Array<string>(size).fill('2001:db8::/32')),
};

it.each(Object.entries(lists))(
	'ten times the records are at most twelve times the steps: %s',
	async (_what, read) => {
		const steps = await counter.count(() => read(length));
		const more = await counter.count(() => read(length * longer));
		expect(more).toBeLessThan(12 * steps + fixed);
	},
);

it.each<[string, (text: string) => unknown]>([
	[
		'in its own loops',
		(text) =>
			toList(
				[...text].map((_, index) => text.slice(index)),
				'x',
			),
	],
	['in the functions of texts', (text) => [...text].every((_, index) => text.slice(index).trim())],
	['in patterns', (text) => [...text].map((_, index) => /x/.exec(text.slice(index)))],
	['in lists', (text) => [...text].map((sign, _, all) => all.includes(`${sign}!`))],
])('finds quadratic work %s', async (_where, work) => {
	const steps = await counter.count(() => work('a'.repeat(length)));
	const more = await counter.count(() => work('a'.repeat(length * longer)));
	expect(more).toBeGreaterThan(50 * steps);
});
