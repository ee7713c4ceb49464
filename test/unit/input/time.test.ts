import * as fc from 'fast-check';
import { DateTime } from 'luxon';
import { toEpochSeconds } from '../../../nodes/VoicenterDialer/input/time';

const zone = fc.constantFrom(
	'Asia/Jerusalem',
	'America/New_York',
	'Europe/London',
	'Australia/Lord_Howe',
	'Asia/Kathmandu',
	'Pacific/Apia',
	'America/Sao_Paulo',
	'UTC',
);
/** From 2012 to 2100: Samoa skipped a day in 2011. */
const seconds = fc.integer({ min: 1_325_376_000, max: 4_102_444_800 });
/** 2000-01-01. */
const firstSecond = 946_684_800;

const read = (value: unknown, inZone: string) => toEpochSeconds(value, 'Originate Time', inZone);

it('reads a time with an offset the same in any zone', () => {
	fc.assert(
		fc.property(seconds, zone, zone, (instant, written, ofWorkflow) => {
			const time = DateTime.fromSeconds(instant, { zone: written });
			for (const value of [
				time,
				time.toISO(),
				time.toUTC().toISO(),
				new Date(instant * 1000),
				instant,
				instant * 1000,
				String(instant),
				String(instant * 1000 + 999),
			]) {
				expect(read(value, ofWorkflow)).toBe(instant);
			}
		}),
		{ numRuns: 500 },
	);
});

it('reads a local time as an instant at which the clocks show it', () => {
	const format = "yyyy-MM-dd'T'HH:mm:ss";
	fc.assert(
		fc.property(seconds, zone, (instant, ofWorkflow) => {
			const local = DateTime.fromSeconds(instant, { zone: ofWorkflow }).toFormat(format);
			const found = DateTime.fromSeconds(read(local, ofWorkflow), { zone: ofWorkflow });
			expect(found.toFormat(format)).toBe(local);
		}),
		{ numRuns: 2000 },
	);
});

const odd = fc.oneof(
	fc.anything(),
	fc.double(),
	fc.double().map(String),
	fc.nat({ max: 99_999_999 }),
	fc.bigInt({ min: 0n, max: 10n ** 15n }).map(String),
	fc.date(),
);

it('returns 0, whole seconds from 2000 on, or an error, whatever it is given', () => {
	fc.assert(
		fc.property(odd, (value) => {
			let found: number;
			try {
				found = read(value, 'UTC');
			} catch (error) {
				expect(error).toMatchObject({ name: 'InputError' });
				return;
			}
			expect(Number.isInteger(found)).toBe(true);
			expect(found === 0 || found >= firstSecond).toBe(true);
		}),
		{ numRuns: 5000 },
	);
});

it('rejects every Excel date of this century, and says which date it is', () => {
	const serial = fc.double({ min: 36_526, max: 73_050.99, noNaN: true });
	fc.assert(
		fc.property(serial, (days) => {
			const date = DateTime.fromISO('1899-12-30', { zone: 'utc' }).plus({ days }).toISODate();
			for (const value of [days, String(days)]) {
				expect(() => read(value, 'UTC')).toThrow(`looks like an Excel date (${date}`);
			}
		}),
	);
});
