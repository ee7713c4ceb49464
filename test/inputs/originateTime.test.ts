import { Wire } from '../harness/wire';
import { refusedByAdd, sentByAdd } from '../harness/sendAdd';

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

	it('an hour that does not exist is the same time an hour on', async () => {
		expect(await sentFor('2026-03-27T02:30:00')).toBe(utc('2026-03-27T00:30:00'));
	});

	it('an hour that comes twice is one of the two', async () => {
		expect([utc('2026-10-24T22:30:00'), utc('2026-10-24T23:30:00')]).toContain(
			await sentFor('2026-10-25T01:30:00'),
		);
	});
});

it('sends 0, and nothing where it is empty', async () => {
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
	const { message } = await refusedByAdd({ additionalFields: { originateTime } });
	expect(message).toMatch(/Originate Time/);
});
