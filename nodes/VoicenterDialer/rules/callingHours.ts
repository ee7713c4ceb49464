import { DateTime } from 'luxon';
import { InputError } from '../api/failure';
import { isRecord } from '../api/json';
import { isEmpty, shown, toFilledList, toList, toText } from '../input/values';

/** From and to, in minutes or days. The end is not included. */
export type Span = readonly [from: number, to: number];

export const minutesPerDay = 1440;

/** The open times of each weekday from Sunday on, in minutes since midnight. */
export type Week = readonly (readonly Span[])[];

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

const hours = (from: number, to: number): Span => [from * 60, to * 60];

/** All days in which the person may be called at any time. */
export const alwaysOpen: Week = weekdays.map(() => [hours(0, 24)]);

const weekOf = (sunday: Span[], workday: Span[], friday: Span[], saturday: Span[]): Week => [
	sunday,
	workday,
	workday,
	workday,
	workday,
	friday,
	saturday,
];

const day = [hours(8, 21)];
const israelDay = [hours(9, 20)];
const france = [hours(10, 13), hours(14, 20)];
const weekendUk = [hours(9, 21)];

/** The sources are in docs/calling-rules.md. */
const presets: ReadonlyMap<string, Week> = new Map([
	['sunThu9to20Fri9to13', weekOf(israelDay, israelDay, [hours(9, 13)], [])],
	['daily8to21', weekOf(day, day, day, day)],
	['monFri10to13and14to20', weekOf([], france, france, [])],
	['daily8to21weekend9to21', weekOf(weekendUk, day, day, weekendUk)],
]);

export const customHoursName = 'custom';

/** @throws InputError naming the rule */
export function readWeek(callingHours: unknown, windows: readonly unknown[] = []): Week {
	const name = isEmpty(callingHours) ? '' : toText(callingHours, 'Calling Hours').trim();
	const preset = presets.get(name);
	if (preset !== undefined) return preset;
	if (name === customHoursName) return readWindows(windows);
	throw new InputError(
		`“Calling Hours” has an unknown value: ${shown(callingHours)}`,
		`Choose the calling hours from the list. An expression must return ${[...presets.keys()].join(', ')} or ${customHoursName}.`,
	);
}

function readWindows(windows: readonly unknown[]): Week {
	if (windows.length === 0) {
		throw new InputError(
			'“Custom Hours” is empty',
			'Add at least one window to “Custom Hours”, with its days and times.',
		);
	}
	const week = weekdays.map((): Span[] => []);
	for (const window of windows) {
		const { days, from, to } = isRecord(window) ? window : {};
		const span = readSpan(from, to);
		for (const weekday of readDays(days)) week[weekday].push(span);
	}
	return week.map(merged);
}

function readDays(value: unknown): number[] {
	const days = isEmpty(value) ? [] : toList(value, 'Days');
	if (days.length === 0) {
		throw new InputError(
			'“Custom Hours” has a window without days',
			'Choose the days of the week for each window of “Custom Hours”.',
		);
	}
	return days.map((name) => {
		const weekday = weekdays.indexOf(name.toLowerCase());
		if (weekday >= 0) return weekday;
		throw new InputError(
			`“Custom Hours” contains an unknown day: ${shown(name)}`,
			`Choose the days from the list. An expression must return an array of ${weekdays.join(', ')}.`,
		);
	});
}

function readSpan(fromValue: unknown, toValue: unknown): Span {
	const from = readTime(fromValue, 'From');
	const end = readTime(toValue, 'To');
	// 00:00 is the midnight at the end of the day.
	const to = end === 0 ? minutesPerDay : end;
	if (from < to) return [from, to];
	throw new InputError(
		`“Custom Hours” has a window that ends before it starts: from ${shown(fromValue)} to ${shown(toValue)}`,
		'Enter a later time in “To”. For hours that go past midnight, add two windows: one to 24:00, and one from 00:00 on the next day.',
	);
}

const time = /^(\d{1,2}):([0-5]\d)(?::00)?$/;

function readTime(value: unknown, field: string): number {
	const parts = time.exec(typeof value === 'string' ? value.trim() : '');
	const minutes = parts === null ? Number.NaN : Number(parts[1]) * 60 + Number(parts[2]);
	if (minutes < minutesPerDay || (minutes === minutesPerDay && field === 'To')) return minutes;
	throw new InputError(
		`“${field}” in “Custom Hours” is not a time: ${shown(value)}`,
		`Enter a time from 00:00 to ${field === 'To' ? '24:00' : '23:59'}, such as 09:30.`,
	);
}

/** Sorts spans and joins those that touch or overlap. */
export function merged(spans: readonly Span[]): Span[] {
	const joined: Span[] = [];
	for (const [from, to] of [...spans].sort(([a], [b]) => a - b)) {
		const last = joined.at(-1);
		if (last === undefined || last[1] < from) joined.push([from, to]);
		else joined[joined.length - 1] = [last[0], Math.max(last[1], to)];
	}
	return joined;
}

/** Reads dates and ranges of dates, as days since 1970-01-01. @throws InputError naming the rule */
export function readClosedDates(value: unknown): Span[] {
	return toFilledList(value, 'Closed Dates').map((text) => {
		const [first, last = first, ...others] = text.split('..').map(dayOf);
		if (others.length === 0 && first <= last) return [first, last + 1];
		throw new InputError(
			others.length === 0 && first > last
				? `“Closed Dates” has a range that ends before it starts: ${shown(text)}`
				: `“Closed Dates” contains an invalid date: ${shown(text)}`,
			'Enter dates such as 2026-12-24 or ranges such as 2026-12-24..2026-12-26 in “Closed Dates”, separated by commas.',
		);
	});
}

const date = /^\d{4}-\d\d-\d\d$/;
const msPerDay = 86_400_000;

function dayOf(text: string): number {
	const written = text.trim();
	if (!date.test(written)) return Number.NaN;
	return DateTime.fromISO(written, { zone: 'utc' }).toMillis() / msPerDay;
}
