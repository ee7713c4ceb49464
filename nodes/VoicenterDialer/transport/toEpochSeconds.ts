import { DateTime } from 'luxon';
import { InputError } from './InputError';

/** From here on a number counts milliseconds: as seconds it would lie beyond the year 5138. */
const firstMilliseconds = 1e11;

/** The end of the year 9999. */
const lastMilliseconds = 253_402_300_799_999;

/** A whole time with its own offset, on a day that every month has: needs no calendar, no zone. */
const saysItsZone =
	/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,3})?(Z|[+-](0\d|1[0-4]):[0-5]\d)$/;
const startsWithDate = /^[+-]?\d{4}-?(\d{2}|W\d{2}|\d{3})/;
const basicDate = /^\d{8}$/;
const digits = /^\d+(\.\d+)?$/;

/**
 * A time as whole seconds since 1970 (the API's "epoch"; guide, 6.1).
 *
 * Takes an ISO text, a Date, a Luxon DateTime, epoch seconds or epoch milliseconds.
 * @param zone IANA zone of a text that names none
 */
export function toEpochSeconds(value: unknown, field: string, zone: string): number {
	const milliseconds = toMilliseconds(value, zone);
	if (milliseconds >= 0 && milliseconds <= lastMilliseconds) return Math.floor(milliseconds / 1000);
	throw new InputError(
		`“${field}” is not a date and time: ${(JSON.stringify(value) ?? String(value)).slice(0, 60)}`,
		`Enter a date such as 2026-12-24T09:30:00 (in the workflow’s time zone) or 2026-12-24T09:30:00+02:00 in “${field}”, or leave it empty to call as soon as possible.`,
	);
}

function toMilliseconds(value: unknown, zone: string): number {
	if (typeof value === 'number') return ofEpoch(value);
	if (value instanceof Date) return value.getTime();
	if (isDateTime(value)) return value.toMillis();
	if (typeof value !== 'string') return Number.NaN;
	const text = value.trim();
	if (digits.test(text) && !basicDate.test(text)) return ofEpoch(Number(text));
	if (saysItsZone.test(text)) return Date.parse(text);
	return startsWithDate.test(text) ? ofText(text, zone) : Number.NaN;
}

const known = new Map<string, number>();
const mostKnown = 1000;

/** Leads often share their times, and Luxon takes its time. */
function ofText(text: string, zone: string): number {
	const key = `${zone} ${text}`;
	const before = known.get(key);
	if (before !== undefined) return before;
	const iso = text.replace(/^(\S+) +(?=\d)/, '$1T').replace(/ +(?=[+\-Z])/, '');
	const milliseconds = DateTime.fromISO(iso, { zone }).toMillis();
	if (known.size >= mostKnown) known.clear();
	known.set(key, milliseconds);
	return milliseconds;
}

const ofEpoch = (number: number): number =>
	Math.abs(number) >= firstMilliseconds ? number : number * 1000;

/** Also one of another copy of Luxon: n8n's expressions bring their own. */
const isDateTime = (value: unknown): value is DateTime =>
	DateTime.isDateTime(value) ||
	(typeof value === 'object' &&
		value !== null &&
		'toMillis' in value &&
		typeof value.toMillis === 'function');
