import { DateTime } from 'luxon';
import { InputError } from '../api/failure';
import { shown } from './values';

/** Larger numbers are milliseconds: as seconds, they would lie after the year 5138. */
const firstMilliseconds = 1e11;

/** 2000-01-01. An earlier value is not a call time. */
const firstCall = Date.UTC(2000, 0, 1);

/** The end of the year 9999. */
const lastMilliseconds = 253_402_300_799_999;

/** A complete ISO time with an offset, on a day that every month has: `Date.parse` is enough. */
const isoWithOffset =
	/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,3})?(Z|[+-](0\d|1[0-4]):[0-5]\d)$/;
const startsWithDate = /^[+-]?\d{4}-?(\d{2}|W\d{2}|\d{3})/;
/** Enough for a zone and fractions of a second. */
const longestDate = 64;
const basicDate = /^\d{8}$/;
const digits = /^\d+(\.\d+)?$/;

/**
 * Converts a time to whole epoch seconds (guide, 6.1).
 *
 * Accepts ISO text, a Date, a Luxon DateTime, epoch seconds or epoch milliseconds. The API uses 0 for
 * "as soon as possible".
 * @param zone the IANA time zone to assume for text without an offset
 * @throws InputError naming the field
 */
export function toEpochSeconds(value: unknown, field: string, zone: string): number {
	const milliseconds = toMilliseconds(value, zone);
	if (milliseconds === 0 && isNumeric(value)) return 0;
	if (isNumeric(value)) rejectOtherNumbers(value, field);
	if (milliseconds >= firstCall && milliseconds <= lastMilliseconds) {
		return Math.floor(milliseconds / 1000);
	}
	throw new InputError(
		milliseconds < firstCall
			? `“${field}” is a date before the year 2000: ${shown(value)}`
			: `“${field}” is not a date and time: ${shown(value)}`,
		`Enter a date such as 2026-12-24T09:30:00 (in the workflow’s time zone) or 2026-12-24T09:30:00+02:00 in “${field}”. Or leave it empty to call as soon as possible.`,
	);
}

const isNumeric = (value: unknown): value is number | string =>
	typeof value === 'number' ||
	(typeof value === 'string' && digits.test(value.trim()) && !basicDate.test(value.trim()));

/**
 * Rejects dates without separators and Excel dates: as epoch numbers, they would mean another time.
 */
function rejectOtherNumbers(value: number | string, field: string): void {
	const written = writtenOut(String(value).trim());
	if (written !== undefined) {
		throw new InputError(
			`“${field}” is a date without separators: ${shown(value)}`,
			`Enter it as ${written} in “${field}”.`,
		);
	}
	const days = Number(value);
	if (!(days >= firstSerial && days < lastSerial)) return;
	const date = excelEpoch.plus({ days }).toFormat('yyyy-MM-dd HH:mm');
	throw new InputError(
		`“${field}” looks like an Excel date (${date}), not a date and time: ${shown(value)}`,
		`Format the column as text such as 2026-12-24T09:30. Or convert the number in “${field}”, using your column’s name instead of date: {{ DateTime.fromISO('1899-12-30', { zone: 'utc' }).plus({ days: $json.date }).toISO({ includeOffset: false }) }}`,
	);
}

/** Excel dates count the days from here. */
const excelEpoch = DateTime.fromISO('1899-12-30', { zone: 'utc' });
/** Excel dates of the years 2000 to 2099. */
const firstSerial = 36_526;
const lastSerial = 73_051;

/** `202612240930` as `2026-12-24T09:30`; `undefined` unless it is a date from 1900 to 2099. */
function writtenOut(text: string): string | undefined {
	const parts = /^((?:19|20)\d\d)(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?$/.exec(text);
	if (parts === null) return undefined;
	const [, year, month, day, hour, minute, second] = parts;
	const time = [hour, minute, second].filter((part) => part !== undefined).join(':');
	const iso = `${year}-${month}-${day}${time && `T${time}`}`;
	return DateTime.fromISO(iso, { zone: 'utc' }).isValid ? iso : undefined;
}

function toMilliseconds(value: unknown, zone: string): number {
	if (typeof value === 'number') return ofEpoch(value);
	if (value instanceof Date) return value.getTime();
	if (isDateTime(value)) return value.toMillis();
	if (typeof value !== 'string') return Number.NaN;
	const text: string = value.trim();
	if (text.length > longestDate) return Number.NaN;
	if (isNumeric(text)) return ofEpoch(Number(text));
	if (isoWithOffset.test(text)) return Date.parse(text);
	return startsWithDate.test(text) ? ofText(text, zone) : Number.NaN;
}

const known = new Map<string, number>();
const mostKnown = 1000;

/** Leads often share a time, and Luxon is slow, so results are cached. */
function ofText(text: string, zone: string): number {
	const key = `${zone} ${text}`;
	const before = known.get(key);
	if (before !== undefined) return before;
	const [date, ...parts] = text.split(/ +/);
	const iso = parts.reduce((written, part) => written + separatorBefore(part) + part, date);
	const milliseconds = DateTime.fromISO(iso, { zone }).toMillis();
	if (known.size >= mostKnown) known.clear();
	known.set(key, milliseconds);
	return milliseconds;
}

/** ISO has a T before the time, and nothing before the offset. */
const separatorBefore = (part: string): string =>
	/^\d/.test(part) ? 'T' : /^[+\-Z]/.test(part) ? '' : ' ';

const ofEpoch = (number: number): number =>
	Math.abs(number) >= firstMilliseconds ? number : number * 1000;

/** Recognizes a DateTime of another copy of Luxon too: n8n's expressions use their own. */
const isDateTime = (value: unknown): value is DateTime =>
	DateTime.isDateTime(value) ||
	(typeof value === 'object' &&
		value !== null &&
		'toMillis' in value &&
		typeof value.toMillis === 'function');
