import { InputError } from '../api/failure';

const msPerDay = 86_400_000;
const saturday = 6;

/** The holidays on which work is forbidden, as kept in Israel. */
const holidays: ReadonlySet<string> = new Set([
	'Tishri 1',
	'Tishri 2',
	'Tishri 10',
	'Tishri 15',
	'Tishri 22',
	'Nisan 15',
	'Nisan 21',
	'Sivan 6',
]);

/** Whether a day is a Shabbat or holiday. Days are counted from 1970-01-01. */
export type IsHoliday = (day: number) => boolean;

/** @throws InputError if this Node lacks the Hebrew calendar */
export function jewishHolidays(): IsHoliday {
	const calendar = new Intl.DateTimeFormat('en-US-u-ca-hebrew', {
		timeZone: 'UTC',
		day: 'numeric',
		month: 'long',
	});
	const nameOf = (day: number) => {
		const parts = calendar.formatToParts(day * msPerDay);
		const textOf = (wanted: string) => parts.find(({ type }) => type === wanted)?.value;
		return `${textOf('month')} ${textOf('day')}`;
	};
	if (nameOf(knownNewYear) !== 'Tishri 1') throw hebrewCalendarMissing();
	const known = new Map<number, boolean>();
	return (day) => {
		const before = known.get(day);
		if (before !== undefined) return before;
		const isHoliday = weekdayOf(day) === saturday || holidays.has(nameOf(day));
		known.set(day, isHoliday);
		return isHoliday;
	};
}

/** 1 Tishri 5787. */
const knownNewYear = Date.UTC(2026, 8, 12) / msPerDay;

const hebrewCalendarMissing = () =>
	new InputError(
		'“Closed on Shabbat and Jewish Holidays” needs the Hebrew calendar, which this n8n lacks',
		'Nothing was sent. n8n runs on a Node.js without all languages and calendars (full ICU). Ask the person who runs n8n to use the official Docker image or Node.js build, or turn the rule off and enter the days in “Closed Dates”.',
	);

/** 0 for Sunday. 1970-01-01 was a Thursday. */
export const weekdayOf = (day: number): number => (((day + 4) % 7) + 7) % 7;
