import { DateTime } from 'luxon';

/** The end of the year 9999. */
const lastSecond = 253_402_300_799;

/**
 * The vendor counts the seconds as if the account's clock on the wall were UTC (vendor's practice).
 * An hour that daylight saving skips is read as the one after it; of an hour that comes twice, the
 * first is meant.
 */
export function toIsoTime(wallClockSeconds: number | null, zone: string): string | null {
	if (wallClockSeconds === null || wallClockSeconds <= 0 || wallClockSeconds > lastSecond) {
		return null;
	}
	const time = DateTime.fromSeconds(Math.floor(wallClockSeconds), { zone: 'utc' }).setZone(zone, {
		keepLocalTime: true,
	});
	const [first = time] = time.getPossibleOffsets();
	return first.toISO({ suppressMilliseconds: true });
}
