import { DateTime } from 'luxon';
import type { CustomVariables } from '../api/encode';
import { InputError } from '../api/failure';
import { isDangerousName, isRecord, parseJson } from '../api/json';
import { variablePrefix } from '../api/methods';
import { isEmpty } from './values';

const namingAdvice =
	'Give each custom variable a unique name, such as lead_id. The prefix var_ is added automatically.';

/**
 * Custom variables as sent (guide, 6.1). Adds the prefix `var_` where it is missing, leaves out empty
 * values and empty rows, and sends an object or array as JSON text.
 * @throws InputError for a missing, repeated or unsafe name
 */
export function toCustomVariables(entries: Iterable<readonly [unknown, unknown]>): CustomVariables {
	const variables: Record<string, string | number | boolean> = {};
	const names = new Set<string>();
	for (const [name, value] of entries) {
		if (isEmpty(name) && isEmpty(value)) continue;
		const wireName = toVariableName(name);
		if (names.has(wireName)) {
			throw new InputError(`The custom variable “${wireName}” is defined twice`, namingAdvice);
		}
		names.add(wireName);
		const wireValue = isEmpty(value) ? '' : toVariableValue(value);
		if (wireValue !== '') variables[wireName] = wireValue;
	}
	return variables;
}

/** Leads share the same few names, so checked names are cached. */
const knownNames = new Map<string, string>();
const mostKnownNames = 1000;

function toVariableName(name: unknown): string {
	const known = typeof name === 'string' ? knownNames.get(name) : undefined;
	if (known !== undefined) return known;
	const wireName = checkVariableName(name);
	if (typeof name === 'string' && knownNames.size < mostKnownNames) knownNames.set(name, wireName);
	return wireName;
}

function checkVariableName(name: unknown): string {
	const text = typeof name === 'string' || typeof name === 'number' ? String(name).trim() : '';
	const bare = text.startsWith(variablePrefix) ? text.slice(variablePrefix.length) : text;
	if (bare === '') throw new InputError('A custom variable has no name', namingAdvice);
	if (isDangerousName(bare)) {
		throw new InputError(`A custom variable cannot be named “${bare}”`, namingAdvice);
	}
	return variablePrefix + bare;
}

function toVariableValue(value: unknown): string | number | boolean {
	if (typeof value === 'string' || typeof value === 'boolean') return value;
	if (typeof value === 'number' && Number.isFinite(value)) return value;
	if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString();
	if (DateTime.isDateTime(value)) return value.toISO() ?? '';
	if (typeof value === 'object') return JSON.stringify(value);
	return String(value);
}

const maxNames = 10_000;

/** Counts the quotes before parsing, which is slow for many names. */
const hasTooManyNames = (json: string): boolean =>
	json.split('"', 2 * maxNames + 2).length > 2 * maxNames + 1;

/**
 * The entries of `customVariablesJson`, which holds an object or its JSON text.
 * @throws InputError for anything else, or for a repeated name
 */
export function entriesOfJson(value: unknown): Array<[string, unknown]> {
	if (isEmpty(value)) return [];
	if (typeof value === 'string' && hasTooManyNames(value)) {
		throw new InputError(
			`“Custom Variables (JSON)” has more than ${maxNames.toLocaleString('en')} names and texts`,
			'Send only the variables that the agents or the outcome need.',
		);
	}
	const object = typeof value === 'string' ? parseJson(value) : value;
	if (!isRecord(object)) {
		throw new InputError(
			'“Custom Variables (JSON)” is not a JSON object',
			'Enter an object such as {"lead_id": 17, "product": "fiber"}: names in double quotes, each with one value.',
		);
	}
	const repeated = typeof value === 'string' ? repeatedName(value) : undefined;
	if (repeated !== undefined) {
		throw new InputError(`The custom variable “${repeated}” is defined twice`, namingAdvice);
	}
	return Object.entries(object);
}

/**
 * A name that occurs twice at the top level of an object's JSON text. `JSON.parse` would silently keep
 * the last one.
 */
function repeatedName(json: string): string | undefined {
	const names = new Set<string>();
	let depth = 0;
	let isName = false;
	for (let index = 0; index < json.length; index++) {
		const sign = json[index];
		if (sign === '{' || sign === '[') depth++;
		if (sign === '}' || sign === ']') depth--;
		if (sign === '{' || sign === ',') isName = depth === 1;
		if (sign !== '"') continue;
		const start = index;
		index = endOfText(json, start);
		if (!isName) continue;
		const name = String(JSON.parse(json.slice(start, index + 1)));
		if (names.has(name)) return name;
		names.add(name);
		isName = false;
	}
	return undefined;
}

/** The closing quote of the text that starts at `start`. */
function endOfText(json: string, start: number): number {
	let index = start + 1;
	while (json[index] !== '"') index += json[index] === '\\' ? 2 : 1;
	return index;
}
