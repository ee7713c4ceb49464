import { isDangerousName, isRecord, parseJson } from '../api/json';
import { isJson, parseForm } from './body';

/** A record from the vendor: plain data of limited depth, without dangerous names. */
export type Payload = Readonly<Record<string, unknown>>;

export type ReadPayload =
	| { readonly ok: true; readonly payload: Payload }
	| { readonly ok: false; readonly problem: string };

const problem = (text: string): ReadPayload => ({ ok: false, problem: text });

/** Unwraps the record, which can be inside a list, a JSON string, or both (vendor's practice). */
export function readPayload(content: unknown): ReadPayload {
	let value = content;
	for (let wrapping = 0; wrapping < 4 && !isRecord(value); wrapping++) {
		if (typeof value === 'string') {
			if (value.trim() === '') return problem('The request is empty');
			if (hasTooManyValues(value)) return problem('The record has too many fields');
			value = parseText(value);
		} else if (Array.isArray(value)) {
			const { length } = value;
			if (length !== 1) return problem(`The request contains ${length} records instead of one`);
			[value] = value;
		} else return problem('The request is neither JSON nor form data, or it is too large');
	}
	if (!isRecord(value)) return problem('The request contains no record');
	if (!isWithinBounds(value))
		return problem('The record is nested too deeply or has too many fields');
	const payload = copy(value) as Payload;
	if (Object.keys(payload).length === 0) return problem('The request is empty');
	return { ok: true, payload };
}

/** The records in a list, or in JSON of a list. A single record counts as a list. */
export function readRecords(value: unknown): readonly Payload[] {
	const isText = typeof value === 'string';
	const list = isText && isJson(value) && !hasTooManyValues(value) ? parseJson(value) : value;
	return (Array.isArray(list) ? list : [list]).filter(isRecord);
}

/** Detects JSON and form data by content. */
function parseText(text: string): unknown {
	const bare = text.trim();
	return isJson(bare) ? parseJson(bare) : parseForm(Buffer.from(bare));
}

/** Voicenter's own records have four levels. */
const maxDepth = 32;
const maxValues = 20_000;

const [quote, backslash, comma, bracket, brace] = Buffer.from('"\\,[{');

/**
 * Counts the values of JSON before it is parsed, because parsing millions of them takes seconds. A
 * long text in few fields, such as a transcript, is fine.
 */
function hasTooManyValues(json: string): boolean {
	if (!isJson(json)) return false;
	let values = 0;
	let isInText = false;
	for (let at = 0; at < json.length; at++) {
		const char = json.charCodeAt(at);
		if (isInText) {
			if (char === backslash) at++;
			else if (char === quote) isInText = false;
		} else if (char === quote) isInText = true;
		else if ((char === comma || char === bracket || char === brace) && ++values > maxValues) {
			return true;
		}
	}
	return false;
}

/** Checked before anything is copied, so that a hostile record can't hold up n8n. */
function isWithinBounds(record: object): boolean {
	let values = 0;
	const isWithin = (value: unknown, levels: number): boolean => {
		if (++values > maxValues) return false;
		if (typeof value !== 'object' || value === null) return true;
		if (levels === 0 || (Array.isArray(value) && value.length > maxValues)) return false;
		for (const name in value) {
			if (!isWithin((value as Record<string, unknown>)[name], levels - 1)) return false;
		}
		return true;
	};
	return isWithin(record, maxDepth);
}

/** Without the names that could reach an object's prototype. */
function copy(value: unknown): unknown {
	if (typeof value !== 'object' || value === null) return value;
	if (Array.isArray(value)) return value.map(copy);
	const entries = Object.entries(value).filter(([name]) => !isDangerousName(name));
	return Object.fromEntries(entries.map(([name, entry]) => [name, copy(entry)]));
}
