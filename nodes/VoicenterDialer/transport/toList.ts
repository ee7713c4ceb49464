import { isEmpty } from './isEmpty';
import { toText } from './toText';

/** A list of texts: an array, or one text with commas between. Empty entries go. */
export function toList(value: unknown, field: string): string[] {
	const entries = Array.isArray(value) ? value : toText(value, field).split(',');
	return entries
		.filter((entry) => !isEmpty(entry))
		.map((entry) => toText(entry, field).trim())
		.filter((entry) => entry !== '');
}
