import { InputError } from './InputError';

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

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
