import type { Encoding, MethodName } from '../../nodes/VoicenterDialer/api/methods';
import { isRecord } from '../checks';
import { shapeOf, type MethodShape } from './methodShape';
import { readCode, readFields, Remarks, type Fields } from './readFields';

/** A request as received. */
export interface RawRequest {
	readonly verb: string;
	/** Path and query string. */
	readonly url: string;
	readonly contentType: string;
	readonly body: string;
}

export interface ParsedRequest {
	readonly encoding?: Encoding;
	/** As sent: a JSON value, or an object of texts. */
	readonly parameters: unknown;
	/** One for a plain request, one for each element of a bulk request. */
	readonly fields: readonly Fields[];
	/** Violations of the API guide, as readable texts. */
	readonly violations: readonly string[];
	/** What the request leaves open, although the guide allows it. */
	readonly notes: readonly string[];
	/** Why the request is unreadable. */
	readonly rejection?: string;
}

const nothing = { parameters: undefined, fields: [], violations: [], notes: [] } as const;

/** Reads a request according to the API guide. */
export function parseRequest(name: MethodName, raw: RawRequest): ParsedRequest {
	const shape = shapeOf(name);
	const encoding = encodingOf(raw.verb, raw.contentType);
	if (!encoding) {
		return { ...nothing, rejection: wrongContentType(raw.contentType) };
	}
	if (!shape.method.encodings.includes(encoding)) {
		return { ...nothing, encoding, rejection: `${name} accepts JSON only` };
	}
	const query = raw.url.split('?')[1] ?? '';
	const violations = new Remarks();
	if (encoding === 'json') return readJson(shape, raw.body, query, violations);

	if (encoding === 'query' && raw.body) violations.add('A GET request has a body');
	if (encoding === 'form' && query) violations.add('A POST request has parameters in its URL');
	const parameters = readPairs(encoding === 'form' ? raw.body : query, violations);
	const notes = new Remarks();
	const fields = [readFields(shape, parameters, false, violations, notes)];
	return { encoding, parameters, fields, violations: violations.texts, notes: notes.texts };
}

/** The monitor's request: `{"code": …, "showAll": 1}`. An unreadable one has no code. */
export function parseExtensionsRequest(raw: RawRequest): ParsedRequest {
	const encoding = encodingOf(raw.verb, raw.contentType);
	const unreadable = { ...nothing, encoding };
	if (encoding !== 'json') return { ...unreadable, rejection: 'GetExtensions accepts JSON only' };
	try {
		const parameters: unknown = JSON.parse(raw.body);
		const code = isRecord(parameters) ? String(parameters.code ?? '') : '';
		return { ...nothing, encoding, parameters, fields: [{ values: {}, code }] };
	} catch {
		return { ...unreadable, rejection: 'The body is not valid JSON' };
	}
}

const byContentType: Readonly<Record<string, Encoding>> = {
	'application/json': 'json',
	'application/x-www-form-urlencoded': 'form',
};

/** The encoding of a request, by its verb and content type only. */
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

function rejectionOf({ method }: MethodShape, value: unknown): string | undefined {
	const { isBulk, list, maxElements = Infinity } = method;
	if ((!isBulk || list !== undefined) && !isRecord(value)) return 'The body must be a JSON object';
	if (!isBulk) return undefined;
	const elements = list === undefined ? value : (value as Record<string, unknown>)[list];
	if (!Array.isArray(elements)) return `${list ?? 'The body'} must be a JSON array`;
	if (elements.length === 0) return 'The array is empty';
	if (elements.length > maxElements) {
		return `More than ${maxElements} ${list === undefined ? 'calls' : list} in one request`;
	}
	return elements.every(isRecord) ? undefined : 'Every element must be an object';
}

/** A JSON request: an object, or for the bulk method an array of them. */
function readJson(
	shape: MethodShape,
	body: string,
	query: string,
	violations: Remarks,
): ParsedRequest {
	const { value, isJson } = parsed(body);
	const rejection = isJson ? rejectionOf(shape, value) : 'The body is not valid JSON';
	if (rejection) {
		return { ...nothing, encoding: 'json', parameters: value, rejection };
	}
	if (query) violations.add('A POST request has parameters in its URL');
	const { isBulk, list } = shape.method;
	const whole = value as Record<string, unknown>;
	const elements = (isBulk ? (list === undefined ? value : whole[list]) : [value]) as Array<
		Record<string, unknown>
	>;
	const code = list === undefined ? undefined : readCodeBeside(list, whole, violations);
	const notes = new Remarks();
	const fields: Fields[] = elements.map((element, index) => {
		violations.prefix = isBulk ? `Element ${index}: ` : '';
		notes.prefix = violations.prefix;
		const ofElement = readFields(shape, element, true, violations, notes);
		return list === undefined ? ofElement : { values: ofElement.values, code };
	});
	return {
		encoding: 'json',
		parameters: value,
		fields,
		violations: violations.texts,
		notes: notes.texts,
	};
}

/** The account's code of a request that has it beside its list of elements. */
function readCodeBeside(
	list: string,
	whole: Readonly<Record<string, unknown>>,
	violations: Remarks,
): string | undefined {
	for (const name of Object.keys(whole)) {
		if (name !== list && name !== 'Code') violations.add(`Unknown parameter ${name}`);
	}
	return readCode(whole.Code, true, violations);
}

/** A query string or form body as an object of texts. */
function readPairs(text: string, violations: Remarks): Record<string, string> {
	const pairs = [...new URLSearchParams(text)];
	const names = new Set<string>();
	for (const [name] of pairs) {
		if (names.has(name)) violations.add(`${name} is sent twice`);
		names.add(name);
	}
	return Object.fromEntries(pairs);
}
