import { InputError } from './InputError';
import { isEmpty } from './isEmpty';

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
