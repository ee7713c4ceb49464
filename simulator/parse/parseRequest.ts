import {
	maxBulkElements,
	type Encoding,
	type MethodName,
} from '../../nodes/VoicenterDialer/api/methods';
import { isRecord } from '../checks';
import type { CustomData } from '../state/call';
import { shapeOf, type MethodShape } from './methodShape';
import { readFields, Violations } from './readFields';

/** What came over the wire. */
export interface RawRequest {
	readonly verb: string;
	/** Path and query string. */
	readonly url: string;
	readonly contentType: string;
	readonly body: string;
}

export type ParameterValue = string | number | readonly string[];

/** One request, or one element of a bulk request, whatever way it was written. */
export interface Fields {
	/** By wire name, those the method knows. */
	readonly values: Partial<Record<string, ParameterValue>>;
	/** Custom variables with their prefix; absent when none were sent. */
	readonly customData?: CustomData;
	readonly code?: string;
}

export interface ParsedRequest {
	readonly encoding?: Encoding;
	/** As sent: a JSON value, or an object of texts. */
	readonly parameters: unknown;
	/** One for a plain request, one for each element of a bulk request. */
	readonly fields: readonly Fields[];
	/** Offences against the guide, each as a text for the one who made them. */
	readonly violations: readonly string[];
	/** Why the request cannot be read at all. */
	readonly refusal?: string;
}

const nothing = { parameters: undefined, fields: [], violations: [] } as const;

/** Reads a request the way the guide says that it must be written. */
export function parseRequest(name: MethodName, raw: RawRequest): ParsedRequest {
	const shape = shapeOf(name);
	const encoding = encodingOf(raw.verb, raw.contentType);
	if (!encoding) {
		return { ...nothing, refusal: wrongContentType(raw.contentType) };
	}
	if (!shape.method.encodings.includes(encoding)) {
		return { ...nothing, encoding, refusal: `${name} accepts JSON only` };
	}
	const query = raw.url.split('?')[1] ?? '';
	const violations = new Violations();
	if (encoding === 'json') return readJson(shape, raw.body, query, violations);

	if (encoding === 'query' && raw.body) violations.add('A GET request has a body');
	if (encoding === 'form' && query) violations.add('A POST request has parameters in its URL');
	const parameters = readPairs(encoding === 'form' ? raw.body : query, violations);
	const fields = [readFields(shape, parameters, false, violations)];
	return { encoding, parameters, fields, violations: violations.texts };
}

/** The monitor's request: `{"code": …, "showAll": 1}`; whatever cannot be read has no code. */
export function parseExtensionsRequest(raw: RawRequest): ParsedRequest {
	const encoding = encodingOf(raw.verb, raw.contentType);
	const unreadable = { encoding, parameters: undefined, fields: [], violations: [] };
	if (encoding !== 'json') return { ...unreadable, refusal: 'GetExtensions accepts JSON only' };
	try {
		const parameters: unknown = JSON.parse(raw.body);
		const code = isRecord(parameters) ? String(parameters.code ?? '') : '';
		return { encoding, parameters, fields: [{ values: {}, code }], violations: [] };
	} catch {
		return { ...unreadable, refusal: 'The body is not valid JSON' };
	}
}

const byContentType: Readonly<Record<string, Encoding>> = {
	'application/json': 'json',
	'application/x-www-form-urlencoded': 'form',
};

/** How a request is written, by its verb and content type; nothing else counts. */
function encodingOf(verb: string, contentType: string): Encoding | undefined {
	if (verb === 'GET') return 'query';
	return byContentType[contentType.split(';')[0].trim().toLowerCase()];
}

export const wrongContentType = (contentType: string): string =>
	`Content-Type "${contentType}" is neither JSON nor a form`;

function parsed(body: string): { value?: unknown; isJson: boolean } {
	try {
		return { value: JSON.parse(body), isJson: true };
	} catch {
		return { isJson: false };
	}
}

function rejectionOf(shape: MethodShape, value: unknown): string | undefined {
	if (!shape.method.isBulk) return isRecord(value) ? undefined : 'The body must be a JSON object';
	if (!Array.isArray(value)) return 'The body must be a JSON array';
	if (value.length === 0) return 'The array is empty';
	if (value.length > maxBulkElements) return `More than ${maxBulkElements} calls in one request`;
	return value.every(isRecord) ? undefined : 'Every element must be an object';
}

/** A JSON request: an object, or for the bulk method an array of them. */
function readJson(
	shape: MethodShape,
	body: string,
	query: string,
	violations: Violations,
): ParsedRequest {
	const { value, isJson } = parsed(body);
	const refusal = isJson ? rejectionOf(shape, value) : 'The body is not valid JSON';
	if (refusal) {
		return { encoding: 'json', parameters: value, fields: [], violations: [], refusal };
	}
	if (query) violations.add('A POST request has parameters in its URL');
	const elements = (shape.method.isBulk ? value : [value]) as Array<Record<string, unknown>>;
	const fields: Fields[] = elements.map((element, index) => {
		violations.prefix = shape.method.isBulk ? `Element ${index}: ` : '';
		return readFields(shape, element, true, violations);
	});
	return { encoding: 'json', parameters: value, fields, violations: violations.texts };
}

/** A query string or form body as an object of texts. */
function readPairs(text: string, violations: Violations): Record<string, string> {
	const pairs = [...new URLSearchParams(text)];
	const names = new Set<string>();
	for (const [name] of pairs) {
		if (names.has(name)) violations.add(`${name} is sent twice`);
		names.add(name);
	}
	return Object.fromEntries(pairs);
}
