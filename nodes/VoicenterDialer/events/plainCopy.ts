import { isDangerousName } from '../transport/isDangerousName';

/** Voicenter's own records are four levels deep. */
const deepest = 32;

/**
 * A copy made of plain objects and lists, without the names that could reach an object's prototype.
 * `undefined` if it is nested deeper than any honest record.
 */
export const plainCopy = (value: unknown): unknown =>
	isWithin(value, deepest) ? copy(value) : undefined;

const isWithin = (value: unknown, levels: number): boolean =>
	typeof value !== 'object' ||
	value === null ||
	(levels > 0 && Object.values(value).every((entry) => isWithin(entry, levels - 1)));

function copy(value: unknown): unknown {
	if (typeof value !== 'object' || value === null) return value;
	if (Array.isArray(value)) return value.map(copy);
	const entries = Object.entries(value).filter(([name]) => !isDangerousName(name));
	return Object.fromEntries(entries.map(([name, entry]) => [name, copy(entry)]));
}
