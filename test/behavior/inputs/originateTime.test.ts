import type { INodeParameters } from 'n8n-workflow';
import { rejectedByAdd, sentByAdd } from '../../harness/addCalls';
import { byId, runNode } from '../../harness/runNode';
import { encodings, ok, verbOf, Wire, type Encoding } from '../../harness/wire';

const wire = new Wire();
const utc = (text: string) => Date.parse(`${text}Z`) / 1000;
const christmas = utc('2026-12-24T09:30:00');

const sentFor = async (originateTime: string | number, json = {}, timezone = 'Asia/Jerusalem') =>
	(await sentByAdd(wire, { additionalFields: { originateTime } }, json, { timezone }))
		.OriginateTime;

it.each([
	['an ISO text in UTC', '2026-12-24T09:30:00Z'],
	['an ISO text with an offset', '2026-12-24T11:30:00+02:00'],
	['an ISO text with milliseconds', '2026-12-24T09:30:00.999Z'],
	['an ISO text without a zone', '2026-12-24T11:30:00'],
	['an ISO text without seconds', '2026-12-24T11:30'],
	['the text of the editor’s picker', '2026-12-24 11:30:00'],
	['a Date', '={{ new Date("2026-12-24T09:30:00Z") }}'],
	['a Luxon DateTime', '={{ DateTime.fromISO("2026-12-24T10:30", { zone: "Europe/Paris" }) }}'],
	['epoch seconds', '={{ $json.seconds }}'],
	['epoch seconds with a fraction', '={{ $json.seconds + 0.9 }}'],
	['epoch seconds as text', '={{ String($json.seconds) }}'],
	['epoch milliseconds', '={{ $json.seconds * 1000 + 999 }}'],
	['epoch milliseconds as text', '={{ String($json.seconds * 1000) }}'],
	['a Date of an earlier node, stored as text', '={{ $json.stored }}'],
])('takes %s', async (_form, value) => {
	const json = { seconds: christmas, stored: new Date(christmas * 1000) };
	expect(await sentFor(value, json)).toBe(christmas);
});

it('reads a time without a zone in the workflow’s time zone', async () => {
	const text = '2026-07-01T09:30:00';
	expect(await sentFor(text, {}, 'Asia/Jerusalem')).toBe(utc('2026-07-01T06:30:00'));
	expect(await sentFor(text, {}, 'America/New_York')).toBe(utc('2026-07-01T13:30:00'));
	expect(await sentFor(text, {}, 'Asia/Kolkata')).toBe(utc('2026-07-01T04:00:00'));
	expect(await sentFor(text, {}, 'UTC')).toBe(utc(text));
	expect(await sentFor('2026-12-24', {}, 'Asia/Jerusalem')).toBe(utc('2026-12-23T22:00:00'));
});

describe('where daylight saving begins and ends in Israel', () => {
	it.each([
		['2026-03-27T01:59:59', '2026-03-26T23:59:59'],
		['2026-03-27T03:00:00', '2026-03-27T00:00:00'],
		['2026-10-25T00:59:59', '2026-10-24T21:59:59'],
		['2026-10-25T02:00:00', '2026-10-25T00:00:00'],
	])('%s is %s in UTC', async (local, inUtc) => {
		expect(await sentFor(local)).toBe(utc(inUtc));
	});

	it('an hour that does not exist is read as one hour later', async () => {
		expect(await sentFor('2026-03-27T02:30:00')).toBe(utc('2026-03-27T00:30:00'));
	});

	it('an hour that occurs twice is read as one of the two', async () => {
		expect([utc('2026-10-24T22:30:00'), utc('2026-10-24T23:30:00')]).toContain(
			await sentFor('2026-10-25T01:30:00'),
		);
	});
});

it('sends 0, and omits an empty time', async () => {
	expect(await sentFor('={{ 0 }}')).toBe(0);
	expect(await sentFor('={{ "0" }}')).toBe(0);
	expect(await sentFor('')).toBeUndefined();
	expect(await sentFor('={{ $json.missing }}')).toBeUndefined();
	expect(await sentFor('={{ null }}')).toBeUndefined();
});

it.each([
	'tomorrow',
	'9:30',
	'2026-13-45',
	'2026-02-30T09:00:00',
	'24/12/2026',
	'NaN',
	'={{ NaN }}',
	'={{ -5 }}',
	'={{ true }}',
	'={{ {} }}',
	'={{ [2026, 12, 24] }}',
	'={{ new Date("never") }}',
	'={{ DateTime.fromISO("never") }}',
])('refuses %s', async (originateTime) => {
	const { message } = await rejectedByAdd({ additionalFields: { originateTime } });
	expect(message).toMatch(/Originate Time/);
});

describe('a number that is not a time', () => {
	const refused = async (originateTime: string, json = {}) =>
		await rejectedByAdd({ additionalFields: { originateTime } }, json);

	it.each([
		['={{ 46380.3958 }}', '2026-12-24 09:29'],
		['46380.3958', '2026-12-24 09:29'],
		['={{ 46380 }}', '2026-12-24 00:00'],
		[' 46380 ', '2026-12-24 00:00'],
	])('%s is an Excel date', async (originateTime, date) => {
		const { message, description } = await refused(originateTime);
		expect(message).toContain(`“Originate Time” looks like an Excel date (${date})`);
		expect(message).toContain('46380');
		expect(description).toContain("DateTime.fromISO('1899-12-30'");
	});

	it.each([
		['={{ 20261224 }}', '2026-12-24'],
		['={{ 202612240930 }}', '2026-12-24T09:30'],
		['202612240930', '2026-12-24T09:30'],
		['={{ 20261224093000 }}', '2026-12-24T09:30:00'],
		['20261224093000', '2026-12-24T09:30:00'],
	])('%s is a date without separators', async (originateTime, written) => {
		const { message, description } = await refused(originateTime);
		expect(message).toContain('“Originate Time” is a date without separators');
		expect(description).toContain(`Enter it as ${written} in “Originate Time”.`);
		expect(await sentFor(written, {}, 'UTC')).toBe(utc(written.padEnd(16, 'T00:00')));
	});

	it.each([
		'={{ 1 }}',
		'={{ 0.5 }}',
		'2026',
		'12.2026',
		'={{ 946684799 }}',
		'={{ 946684799999 }}',
		'={{ new Date(0) }}',
		'={{ DateTime.fromISO("1899-12-30") }}',
		'1999-12-31T23:59:59Z',
		'1970-01-01',
	])('%s is before the year 2000', async (originateTime) => {
		const { message, description } = await refused(originateTime);
		expect(message).toContain('“Originate Time” is a date before the year 2000');
		expect(description).toContain('2026-12-24T09:30:00');
	});

	it('reads ISO’s own short form of a date as text', async () => {
		expect(await sentFor('20261224', {}, 'UTC')).toBe(utc('2026-12-24T00:00:00'));
		expect(await sentFor('20261224T0930', {}, 'UTC')).toBe(utc('2026-12-24T09:30:00'));
	});

	it.each([
		['Asia/Jerusalem', 46380.395833333336, '2026-12-24T07:30:00'],
		['Asia/Jerusalem', 46204.395833333336, '2026-07-01T06:30:00'],
		// The day on which daylight saving begins.
		['Asia/Jerusalem', 46108.395833333336, '2026-03-27T06:30:00'],
		['America/New_York', 46380, '2026-12-24T05:00:00'],
	])('the advice for an Excel date is right in %s: %s is %s in UTC', async (zone, date, inUtc) => {
		const { description } = await refused('={{ $json.date }}', { date });
		const advised = `=${/\{\{.*\}\}/.exec(String(description))?.[0]}`;
		for (const value of [date, String(date)]) {
			expect(await sentFor(advised, { date: value }, zone)).toBeGreaterThanOrEqual(utc(inUtc) - 1);
			expect(await sentFor(advised, { date: value }, zone)).toBeLessThanOrEqual(utc(inUtc));
		}
	});
});

describe('says how the time is meant', () => {
	const operations: ReadonlyArray<[string, string]> = [
		['add', 'additionalFields'],
		['addMany', 'additionalFields'],
		['update', 'updateFields'],
	];
	const ways = operations.flatMap(([operation, fields]) =>
		(operation === 'addMany' ? (['json'] as const) : encodings).map(
			(encoding) => [operation, encoding, fields] as const,
		),
	);

	interface Sending {
		readonly where?: string;
		readonly originateTime?: string;
		readonly options?: INodeParameters;
	}

	const run = async (
		operation: string,
		requestFormat: Encoding,
		fields: string,
		{ where = 'everyRequest', originateTime = '2026-12-24T09:30:00Z', options }: Sending,
	) =>
		await runNode({
			parameters: {
				resource: 'call',
				operation,
				campaign: byId('c1'),
				target: '0501234567',
				[fields]: { originateTime },
				options: { requestFormat, ...options },
			},
			credential: { sendAccountCode: where },
		});

	/** The parameters of the one call that went out. */
	async function sent(operation: string, encoding: Encoding, fields: string, sending: Sending) {
		wire.answer(ok, { verb: verbOf(encoding) });
		expect((await run(operation, encoding, fields, sending)).error).toBeUndefined();
		const { query, body } = wire.requests.at(-1) ?? {};
		return [encoding === 'query' ? query : body].flat()[0] as Record<string, unknown>;
	}

	it.each(ways)('call: %s as %s', async (operation, encoding, fields) => {
		const withTime = await sent(operation, encoding, fields, {});
		expect(withTime).toMatchObject({ IsDateLocal: 'false' });
		expect(Number(withTime.OriginateTime)).toBe(christmas);
		const without = await sent(operation, encoding, fields, { originateTime: '' });
		expect(without).not.toHaveProperty('IsDateLocal');
	});

	it.each(ways)('not where the credential keeps to the guide: %s as %s', async (...way) => {
		const parameters = await sent(...way, { where: 'campaignListOnly' });
		expect(Number(parameters.OriginateTime)).toBe(christmas);
		expect(parameters).not.toHaveProperty('IsDateLocal');
	});

	it.each(ways)('so does Dry Run: %s as %s', async (...way) => {
		const shown = async (where: string) => {
			const { items } = await run(...way, { where, options: { dryRun: true } });
			return JSON.stringify(items[0].json.request);
		};
		expect(await shown('everyRequest')).toContain('"IsDateLocal":"false"');
		expect(await shown('campaignListOnly')).toContain('OriginateTime');
		expect(await shown('campaignListOnly')).not.toContain('IsDateLocal');
	});
});
