import { InputError } from '../api/failure';

/** Nothing was entered. `0` and `false` are values. */
export const isEmpty = (value: unknown): value is undefined | null | '' =>
	value === undefined || value === null || value === '';

/** Any single value as text; a list or an object is not one. */
export function toText(value: unknown, field: string): string {
	if (typeof value === 'string') return value;
	if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') {
		return String(value);
	}
	throw new InputError(
		`“${field}” needs a text, not ${Array.isArray(value) ? 'a list' : 'an object'}`,
		`Check the expression of “${field}”: it has to point to one single value.`,
	);
}

const decimal = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

/** A number, also when it arrives as text ("42"). */
export function toNumber(value: unknown, field: string): number {
	const number =
		typeof value === 'string' && decimal.test(value.trim()) ? Number(value.trim()) : value;
	if (typeof number === 'number' && Number.isFinite(number)) return number;
	throw new InputError(
		`“${field}” is not a number: ${shown(value)}`,
		`Enter a number such as 5 in “${field}”, or leave it empty where it is optional.`,
	);
}

/** A whole number, also when it arrives as text. */
export function toInteger(value: unknown, field: string): number {
	const number = toNumber(value, field);
	if (Number.isSafeInteger(number)) return number;
	throw new InputError(
		`“${field}” is not a whole number: ${shown(value)}`,
		`Enter a whole number such as 5 in “${field}”, without a fraction.`,
	);
}

const shown = (value: unknown): string => (JSON.stringify(value) ?? String(value)).slice(0, 60);

/**
 * On or off, also when it arrives as the text "true" or "false", or as a database has it: 1 or 0.
 * @param ifEmpty what nothing means
 */
export function toFlag(value: unknown, field: string, ifEmpty: boolean): boolean {
	if (isEmpty(value)) return ifEmpty;
	if (typeof value === 'boolean') return value;
	if (value === 1 || value === 0) return value === 1;
	if (typeof value === 'string' && /^(true|false)$/i.test(value.trim())) {
		return value.trim().toLowerCase() === 'true';
	}
	throw new InputError(
		`“${field}” is neither true nor false`,
		`Switch “${field}” on or off, or let its expression give true or false.`,
	);
}

/** A list of texts: an array, or one text with commas between. Empty entries go. */
export function toList(value: unknown, field: string): string[] {
	const entries = Array.isArray(value) ? value : toText(value, field).split(',');
	return entries
		.filter((entry) => !isEmpty(entry))
		.map((entry) => toText(entry, field).trim())
		.filter((entry) => entry !== '');
}
