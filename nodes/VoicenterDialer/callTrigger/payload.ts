import { isDangerousName, isRecord, parseJson } from '../api/json';
import type { WebhookSecret } from './settings';

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
			if (hasTooManyFields(value)) return problem('The record has too many fields');
			if (value.trim() === '') return problem('The request is empty');
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

const maxFormFields = 1000;

/** Detects JSON and form data by content, because senders' content types are unreliable. */
function parseText(text: string): unknown {
	const bare = text.replace(/^\uFEFF/, '').trim();
	if (/^[[{"]/.test(bare)) return parseJson(bare);
	const fields = bare.split('&', maxFormFields + 1);
	if (!bare.includes('=') || fields.length > maxFormFields) return undefined;
	return Object.fromEntries(new URLSearchParams(bare));
}

/** Voicenter's own records have four levels. */
const maxDepth = 32;
const maxValues = 20_000;

/** Before parsing, which is slow for many fields. A long text in few fields, such as a transcript, is fine. */
function hasTooManyFields(json: string): boolean {
	const separator = /"\s*:/g;
	let fields = 0;
	while (separator.test(json)) if (++fields > maxValues) return true;
	return false;
}

/** Checked before anything is copied, so that a hostile record can't hold up n8n. */
function isWithinBounds(record: object): boolean {
	let values = 0;
	const isWithin = (value: unknown, levels: number): boolean => {
		if (++values > maxValues) return false;
		if (typeof value !== 'object' || value === null) return true;
		if (levels === 0) return false;
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

/** The part of the webhook request in use: Express's request with n8n's additions. */
export interface WebhookRequest {
	readonly method: string;
	readonly ip?: string;
	readonly headers: Readonly<Record<string, unknown>>;
	readonly query: Readonly<Record<string, unknown>>;
	/** Missing if n8n has not parsed it. */
	readonly body?: unknown;
	readonly rawBody?: Buffer;
	/** The charset of the request, such as `windows-1255`. */
	readonly encoding?: string;
	readRawBody?(): Promise<void>;
}

/**
 * The body, or the query if the body is empty, as in the older GET pop-up.
 * @returns `undefined` if n8n cannot read the body, for example because it is too large
 */
export async function contentOf(
	request: WebhookRequest,
	secret: WebhookSecret | undefined,
): Promise<unknown> {
	const body = request.method === 'GET' ? '' : await bodyOf(request);
	if (body !== '') return body;
	const query = Object.entries(request.query);
	return Object.fromEntries(query.filter(([name]) => !isSecretName(name, secret)));
}

const isSecretName = (name: string, secret: WebhookSecret | undefined): boolean =>
	secret?.sentIn === 'query' && name === secret.name;

/** Prefers the raw text: n8n parses a body by its content type, which can be wrong. */
async function bodyOf(request: WebhookRequest): Promise<unknown> {
	try {
		if (!request.rawBody) await request.readRawBody?.();
	} catch {
		return undefined;
	}
	return request.rawBody ? decode(request.rawBody, request.encoding) : request.body;
}

/** As UTF-8 if the charset is unknown. */
function decode(body: Buffer, charset = 'utf-8'): string {
	try {
		return new TextDecoder(charset).decode(body);
	} catch {
		return body.toString('utf8');
	}
}
