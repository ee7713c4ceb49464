import { InputError } from './InputError';

/** On or off, also when it arrives as the text "true" or "false". */
export function toFlag(value: unknown, field: string): boolean {
	if (typeof value === 'boolean') return value;
	if (typeof value === 'string' && /^(true|false)$/i.test(value.trim())) {
		return value.trim().toLowerCase() === 'true';
	}
	throw new InputError(
		`“${field}” is neither true nor false`,
		`Switch “${field}” on or off, or let its expression give true or false.`,
	);
}
