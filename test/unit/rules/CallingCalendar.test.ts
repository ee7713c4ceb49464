import * as fc from 'fast-check';
import { CallingCalendar } from '../../../nodes/VoicenterDialer/rules/CallingCalendar';
import { merged, type Span } from '../../../nodes/VoicenterDialer/rules/callingHours';
import { jewishHolidays } from '../../../nodes/VoicenterDialer/rules/jewishHolidays';
import type { TimeZones } from '../../../nodes/VoicenterDialer/rules/timeZones';
import { holidaysInIsrael } from './holidaysInIsrael';

const second = 1000;
const minute = 60 * second;
const searched = 14 * 24 * 60;

interface Rules {
	/** Windows of each weekday from Sunday on, in minutes. */
	readonly week: readonly (readonly Span[])[];
	/** Inclusive. */
	readonly closed: ReadonlyArray<readonly [from: string, to: string]>;
	readonly keepsHolidays: boolean;
	readonly stop: number;
}

const dayNumber = (date: string) => Date.parse(date) / 86_400_000;

const nextOpen = ({ week, closed, keepsHolidays, stop }: Rules, zones: TimeZones, from: number) =>
	new CallingCalendar({
		week: week.map(merged),
		closedDates: closed.map(([first, last]): Span => [dayNumber(first), dayNumber(last) + 1]),
		isHoliday: keepsHolidays ? jewishHolidays() : undefined,
		stopBeforeClosing: stop,
	}).nextOpen(zones, from);

const clocks = new Map<string, Intl.DateTimeFormat>();

/** The wall clock: date, weekday and minute of the day. */
function wallClock(zone: string, time: number) {
	const clock =
		clocks.get(zone) ??
		new Intl.DateTimeFormat('en-CA', {
			timeZone: zone,
			hourCycle: 'h23',
			year: 'numeric',
			month: '2-digit',
			day: '2-digit',
			hour: '2-digit',
			minute: '2-digit',
		});
	clocks.set(zone, clock);
	const [date, hours] = clock.format(time).split(', ');
	const [hour, minutes] = hours.split(':').map(Number);
	return { date, minuteOfDay: hour * 60 + minutes };
}

const isHoliday = (date: string) => new Date(date).getUTCDay() === 6 || holidaysInIsrael.has(date);
const dayAfter = (date: string) =>
	new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10);

function isOpen({ week, closed, keepsHolidays }: Rules, zone: string, time: number): boolean {
	const { date, minuteOfDay } = wallClock(zone, time);
	if (closed.some(([first, last]) => first <= date && date <= last)) return false;
	if (keepsHolidays && isHoliday(date)) return false;
	if (keepsHolidays && isHoliday(dayAfter(date)) && minuteOfDay >= 14 * 60) return false;
	const windows = week[new Date(date).getUTCDay()];
	return windows.some(([from, to]) => from <= minuteOfDay && minuteOfDay < to);
}

/** Walks minute by minute to the first that is open, and stays open for as long as needed. */
function walk(rules: Rules, zones: TimeZones, from: number): number | undefined {
	const first = Math.floor((from * second) / minute) * minute;
	let openSince: number | undefined;
	for (let walked = 0; walked <= searched + rules.stop; walked++) {
		const time = first + walked * minute;
		if (!zones.every((zone) => isOpen(rules, zone, time))) openSince = undefined;
		else openSince ??= time;
		if (openSince === undefined || time - openSince < rules.stop * minute) continue;
		const moment = Math.max(openSince / second, from);
		return moment - from <= searched * 60 ? moment : undefined;
	}
	return undefined;
}

const zoneNames = [
	'Asia/Jerusalem',
	'America/New_York',
	'America/St_Johns',
	'America/Sao_Paulo',
	'Africa/Casablanca',
	'Asia/Gaza',
	'Asia/Katmandu',
	'Australia/Lord_Howe',
	'Europe/London',
	'Pacific/Apia',
	'Pacific/Chatham',
	'Pacific/Kiritimati',
	'Pacific/Pago_Pago',
	'UTC',
];
const zones = fc.uniqueArray(fc.constantFrom(...zoneNames), { minLength: 1, maxLength: 3 });

/** Where the clocks change, years and Februaries end, and the fast begins. */
const moments = [
	'2026-03-08T07:00Z',
	'2026-03-27T00:00Z',
	'2026-03-29T01:00Z',
	'2026-04-04T15:00Z',
	'2026-10-03T15:30Z',
	'2026-10-24T23:00Z',
	'2026-11-01T06:00Z',
	'2026-09-20T11:00Z',
	'2026-12-31T23:00Z',
	'2027-02-08T02:00Z',
	'2027-03-14T02:00Z',
	'2028-02-28T22:00Z',
	'2028-02-29T12:00Z',
	'2033-09-23T12:00Z',
	'2034-11-02T10:30Z',
].map((text) => Date.parse(text) / second);
const start = fc
	.tuple(fc.constantFrom(...moments), fc.integer({ min: -3 * 86_400, max: 86_400 }))
	.map(([moment, shift]) => moment + shift);

const minuteOfDay = fc.oneof(
	fc.constantFrom(0, 60, 120, 150, 180, 540, 1200, 1439, 1440),
	fc.integer({ min: 0, max: 1440 }),
);
const window = fc
	.tuple(minuteOfDay, minuteOfDay)
	.filter(([from, to]) => from !== to)
	.map(([one, other]): Span => [Math.min(one, other), Math.max(one, other)]);
const weekday = fc.oneof(
	fc.constant<Span[]>([]),
	fc.constant<Span[]>([[0, 1440]]),
	fc.array(window, { minLength: 1, maxLength: 3 }),
);
const closedRange = fc
	.tuple(start, fc.integer({ min: 0, max: 3 }))
	.map(([moment, days]): [string, string] => {
		const [from, to] = [moment, moment + days * 86_400].map((time) =>
			new Date(time * second).toISOString().slice(0, 10),
		);
		return [from, to];
	});
const rules: fc.Arbitrary<Rules> = fc.record({
	week: fc.array(weekday, { minLength: 7, maxLength: 7 }),
	closed: fc.array(closedRange, { maxLength: 2 }),
	keepsHolidays: fc.boolean(),
	stop: fc.constantFrom(0, 1, 15, 90, 1439),
});

it('finds the same moment as a walk from minute to minute', () => {
	fc.assert(
		fc.property(rules, zones, start, (someRules, someZones, from) => {
			const set = someZones as [string, ...string[]];
			expect(nextOpen(someRules, set, from)).toBe(walk(someRules, set, from));
		}),
		{ numRuns: 150 },
	);
});

const everyDay = (...windows: Span[]) => Array.from({ length: 7 }, () => windows);
const hours = (from: number, to: number): Span => [from * 60, to * 60];

const found = (someRules: Partial<Rules>, zone: string | TimeZones, from: string) => {
	const set: TimeZones = typeof zone === 'string' ? [zone] : zone;
	const all = { week: everyDay(hours(9, 20)), closed: [], keepsHolidays: false, stop: 15 };
	const moment = nextOpen({ ...all, ...someRules }, set, Date.parse(from) / second);
	return moment === undefined ? undefined : new Date(moment * second).toISOString().slice(0, 16);
};

it.each([
	['before the clock goes forward', '2026-03-27T00:00+02:00', '2026-03-27T06:00'],
	['after it has gone back', '2026-10-25T03:00+02:00', '2026-10-25T07:00'],
	['inside', '2026-11-02T12:34+02:00', '2026-11-02T10:34'],
	['at the last moment', '2026-11-02T19:44+02:00', '2026-11-02T17:44'],
	['just before closing', '2026-11-02T19:45+02:00', '2026-11-03T07:00'],
	['on the last day of the year', '2026-12-31T23:00+02:00', '2027-01-01T07:00'],
	['before a leap day', '2028-02-28T23:00+02:00', '2028-02-29T07:00'],
])('opens at nine in Jerusalem: %s', (_when, from, moment) => {
	expect(found({}, 'Asia/Jerusalem', from)).toBe(moment);
});

it('opens at once in an hour that the clock skips', () => {
	const week = everyDay([150, 170], hours(4, 5));
	// 2:30 to 2:50 does not come in Jerusalem on this day.
	expect(found({ week, stop: 0 }, 'Asia/Jerusalem', '2026-03-27T00:00+02:00')).toBe(
		'2026-03-27T01:00',
	);
	const longer = everyDay([150, 240]);
	expect(found({ week: longer }, 'Asia/Jerusalem', '2026-03-27T00:00+02:00')).toBe(
		'2026-03-27T00:00',
	);
});

it('opens twice in an hour that the clock repeats', () => {
	const week = everyDay([70, 80]);
	const at = (from: string) => found({ week, stop: 0 }, 'Asia/Jerusalem', from);
	expect(at('2026-10-24T20:00Z')).toBe('2026-10-24T22:10');
	expect(at('2026-10-24T22:30Z')).toBe('2026-10-24T23:10');
});

it('does not close at a midnight that is open on both sides', () => {
	const week = everyDay(hours(20, 24), hours(0, 2));
	expect(found({ week }, 'UTC', '2026-11-02T23:55Z')).toBe('2026-11-02T23:55');
	expect(found({ week }, 'UTC', '2026-11-02T01:50Z')).toBe('2026-11-02T20:00');
	const closed: Rules['closed'] = [['2026-11-03', '2026-11-03']];
	expect(found({ week, closed }, 'UTC', '2026-11-02T23:55Z')).toBe('2026-11-04T00:00');
});

it('stays within the hours of every zone', () => {
	const bothCoasts: TimeZones = ['America/Los_Angeles', 'America/New_York'];
	expect(found({}, bothCoasts, '2026-11-02T00:00-05:00')).toBe('2026-11-02T17:00');
	expect(found({}, bothCoasts, '2026-11-02T19:50-05:00')).toBe('2026-11-03T17:00');
	expect(found({}, ['UTC', 'Pacific/Auckland'], '2026-11-02T00:00Z')).toBeUndefined();
});

it.each([
	['on Friday after two', '2026-11-27T14:00+02:00', '2026-11-29T07:00'],
	['on Friday before two', '2026-11-27T13:44+02:00', '2026-11-27T11:44'],
	['on the eve of Rosh Hashana, which is a Friday', '2026-09-11T18:00+03:00', '2026-09-14T06:00'],
	['on the seventh day of Pesach', '2026-04-08T10:00+03:00', '2026-04-09T06:00'],
	['between the holidays', '2026-04-06T10:00+03:00', '2026-04-06T07:00'],
])('keeps Shabbat and holidays: %s', (_when, from, moment) => {
	expect(found({ keepsHolidays: true }, 'Asia/Jerusalem', from)).toBe(moment);
});

it('keeps them in the person’s time', () => {
	const from = '2026-11-27T13:30-08:00';
	expect(found({ keepsHolidays: true }, 'America/Los_Angeles', from)).toBe('2026-11-27T21:30');
});

it.each(Array.from({ length: 60 }, (_, seconds) => seconds + 0.037))(
	'leaves an open time alone to the fraction of a second: :%d',
	(seconds) => {
		const from = Date.parse('2034-11-02T10:30Z') / second + seconds;
		const calendar = new CallingCalendar({
			week: everyDay(hours(9, 20)),
			closedDates: [],
			stopBeforeClosing: 15,
		});
		expect(calendar.nextOpen(['UTC'], from)).toBe(from);
	},
);

it('gives up after fourteen days', () => {
	const closedFor = (last: string) =>
		found({ closed: [['2026-11-01', last]] }, 'UTC', '2026-11-01T09:00Z');
	expect(closedFor('2026-11-14')).toBe('2026-11-15T09:00');
	expect(closedFor('2026-11-15')).toBeUndefined();
});

it('forgets what it has computed rather than fill the memory', () => {
	const calendar = new CallingCalendar({
		week: everyDay(hours(9, 20)),
		closedDates: [],
		stopBeforeClosing: 15,
	});
	const from = Date.parse('2026-11-02T05:00Z') / second;
	for (let day = 0; day < 40_000; day++) {
		const time = from + day * 86_400;
		expect(calendar.nextOpen(['UTC'], time)).toBe(time + 4 * 3600);
	}
});
