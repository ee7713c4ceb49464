import { InputError } from './InputError';

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
