import { DateTime } from 'luxon';

/**
 * The calling rules of leads-from-csv.json, written without the node’s code, so that the two can be
 * compared: Sunday to Thursday 9:00–20:00, Friday 9:00–13:00, no Shabbat and no holiday, and nobody is
 * scheduled in the last 15 minutes.
 */
export const hoursInWords =
	'Sunday to Thursday 9:00–20:00, Friday 9:00–13:00, not on Shabbat and holidays';

const zone = 'Asia/Jerusalem';
const friday = 5;
const saturday = 6;
const stopMinutes = 15;
const opens = 9 * 60;
const [closes, closesOnFriday, closesOnEve] = [20 * 60, 13 * 60, 14 * 60];

const holidays = 'Tishri 1,Tishri 2,Tishri 10,Tishri 15,Tishri 22,Nisan 15,Nisan 21,Sivan 6'.split(
	',',
);
const hebrew = new Intl.DateTimeFormat('en-US-u-ca-hebrew', {
	timeZone: zone,
	day: 'numeric',
	month: 'long',
});

function isHoliday(day: DateTime): boolean {
	const parts = hebrew.formatToParts(day.toMillis());
	const textOf = (wanted: string) => parts.find(({ type }) => type === wanted)?.value;
	return holidays.includes(`${textOf('month')} ${textOf('day')}`);
}

/** Whether people may be called at a time, in epoch seconds. */
export function isOpenAt(seconds: number): boolean {
	const local = DateTime.fromSeconds(seconds, { zone });
	const weekday = local.weekday % 7;
	if (weekday === saturday || isHoliday(local)) return false;
	const end = Math.min(
		weekday === friday ? closesOnFriday : closes,
		isHoliday(local.plus({ days: 1 })) ? closesOnEve : closes,
	);
	const minute = local.hour * 60 + local.minute;
	return opens <= minute && minute < end - stopMinutes;
}

/** All hours begin and end on a quarter of an hour. */
const quarter = 15 * 60;

/** The first time from a time on at which people may be called, found by trying each quarter. */
export function nextOpening(seconds: number): number {
	let time = seconds;
	while (!isOpenAt(time)) time = (Math.floor(time / quarter) + 1) * quarter;
	return time;
}

/** A time as people in Israel write it. */
export const inIsrael = (seconds: number): string =>
	DateTime.fromSeconds(seconds, { zone }).toFormat('cccc, d LLLL yyyy, H:mm', { locale: 'en' });
