import { InputError } from '../api/failure';

/** Whether nothing was entered. `0` and `false` are values. */
export const isEmpty = (value: unknown): value is undefined | null | '' =>
	value === undefined || value === null || value === '';

/**
 * Converts a single value to text.
 * @throws InputError naming the field, for an array or an object
 */
export function toText(value: unknown, field: string): string {
	if (typeof value === 'string') return value;
	if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') {
		return String(value);
	}
	throw new InputError(
		`“${field}” must be text, not ${Array.isArray(value) ? 'an array' : 'an object'}`,
		`Check the expression in “${field}”: it must return a single value.`,
	);
}

const decimal = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

/**
 * Converts a number, or a number as text ("42").
 * @throws InputError naming the field
 */
export function toNumber(value: unknown, field: string): number {
	const number =
		typeof value === 'string' && decimal.test(value.trim()) ? Number(value.trim()) : value;
	if (typeof number === 'number' && Number.isFinite(number)) return number;
	throw new InputError(
		`“${field}” is not a number: ${shown(value)}`,
		`Enter a number such as 5 in “${field}”, or leave it empty if it is optional.`,
	);
}

/**
 * Converts a whole number, or a whole number as text.
 * @throws InputError naming the field
 */
export function toInteger(value: unknown, field: string): number {
	const number = toNumber(value, field);
	if (Number.isSafeInteger(number)) return number;
	throw new InputError(
		`“${field}” is not a whole number: ${shown(value)}`,
		`Enter a whole number such as 5 in “${field}”, without decimals.`,
	);
}

/** A value in an error text, shortened. JSON has no NaN. */
export const shown = (value: unknown): string =>
	((typeof value === 'number' ? undefined : JSON.stringify(value)) ?? String(value)).slice(0, 60);

/**
 * Converts a boolean, the text "true" or "false", or 1 or 0 (as from a database).
 * @param ifEmpty the result for an empty value
 * @throws InputError naming the field
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
		`Turn “${field}” on or off, or make its expression return true or false.`,
	);
}

/**
 * Converts an array or comma-separated text to a list of texts, without empty entries.
 * @throws InputError naming the field
 */
export function toList(value: unknown, field: string): string[] {
	const entries = Array.isArray(value) ? value : toText(value, field).split(',');
	return entries
		.filter((entry) => !isEmpty(entry))
		.map((entry) => toText(entry, field).trim())
		.filter((entry) => entry !== '');
}

/**
 * The same for a list that is a rule. One empty entry can come from a table without rows.
 * @throws InputError naming the field, also if there are several entries, and all are empty
 */
export function toFilledList(value: unknown, field: string): string[] {
	const list = toList(value, field);
	const { length } = Array.isArray(value) ? value : String(value).split(',');
	if (list.length > 0 || length < 2) return list;
	throw new InputError(
		`“${field}” has ${length} entries, and all of them are empty`,
		`Check the expression in “${field}”, above all the name of the field that it takes from each item.`,
	);
}
