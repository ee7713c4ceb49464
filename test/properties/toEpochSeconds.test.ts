import * as fc from 'fast-check';
import { DateTime } from 'luxon';
import { toEpochSeconds } from '../../nodes/VoicenterDialer/transport/toEpochSeconds';

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
/** From 1974, when milliseconds and seconds can be told apart, to 2100. */
const seconds = fc.integer({ min: 126_230_400, max: 4_102_444_800 });

const read = (value: unknown, inZone: string) => toEpochSeconds(value, 'Originate Time', inZone);

it('reads what names its own instant alike in any zone', () => {
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

it('gives whole seconds or an error, whatever it is given', () => {
	fc.assert(
		fc.property(fc.anything(), (value) => {
			try {
				expect(Number.isInteger(read(value, 'UTC'))).toBe(true);
			} catch (error) {
				expect(error).toMatchObject({ name: 'InputError' });
			}
		}),
		{ numRuns: 1000 },
	);
});
