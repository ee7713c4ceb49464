import { DateTime } from 'luxon';
import { InputError } from './InputError';

/** From here on a number counts milliseconds: as seconds it would lie beyond the year 5138. */
const firstMilliseconds = 1e11;

/** The end of the year 9999. */
const lastMilliseconds = 253_402_300_799_999;

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
	if (!startsWithDate.test(text)) return Number.NaN;
	const iso = text.replace(/^(\S+) +(?=\d)/, '$1T').replace(/ +(?=[+\-Z])/, '');
	return DateTime.fromISO(iso, { zone }).toMillis();
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
