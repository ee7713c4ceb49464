import { isDangerousName, isRecord } from '../api/json';
import type { WebhookSecret } from './settings';

/** One record of the vendor: plain data, no dangerous names, not too deep. */
export type Payload = Readonly<Record<string, unknown>>;

/** The record, or in a few words what is wrong with what came instead. */
export type ReadPayload =
	| { readonly ok: true; readonly payload: Payload }
	| { readonly ok: false; readonly problem: string };

const problem = (text: string): ReadPayload => ({ ok: false, problem: text });

/**
 * The one record that a body or a query holds. Senders wrap it: in a list, in JSON as a text
 * (vendor's practice), in both.
 */
export function readPayload(content: unknown): ReadPayload {
	let value = content;
	for (let wrapping = 0; wrapping < 4 && !isRecord(value); wrapping++) {
		if (typeof value === 'string') {
			if (value.trim() === '') return problem('The request is empty');
			value = parseText(value);
		} else if (Array.isArray(value)) {
			if (value.length !== 1) return problem(`${value.length} records instead of one`);
			[value] = value;
		} else return problem('The request is neither JSON nor form fields, or too large');
	}
	if (!isRecord(value)) return problem('The request holds no record');
	const payload = plainCopy(value);
	if (!isRecord(payload)) return problem('The record is nested too deeply');
	if (Object.keys(payload).length === 0) return problem('The request is empty');
	return { ok: true, payload };
}

const mostFormFields = 1000;

/** JSON or form fields, told by their look: senders' content types are not to be trusted. */
function parseText(text: string): unknown {
	const bare = text.replace(/^\uFEFF/, '').trim();
	if (/^[[{"]/.test(bare)) return parseJson(bare);
	const fields = bare.split('&', mostFormFields + 1);
	if (!bare.includes('=') || fields.length > mostFormFields) return undefined;
	return Object.fromEntries(new URLSearchParams(bare));
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** Voicenter's own records are four levels deep. */
const deepest = 32;

/**
 * A copy made of plain objects and lists, without the names that could reach an object's prototype.
 * `undefined` if it is nested deeper than any honest record.
 */
const plainCopy = (value: unknown): unknown => (isWithin(value, deepest) ? copy(value) : undefined);

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

/** What is used of the request that n8n hands to a webhook (Express's, with n8n's own additions). */
export interface WebhookRequest {
	readonly method: string;
	readonly ip?: string;
	readonly headers: Readonly<Record<string, unknown>>;
	readonly query: Readonly<Record<string, unknown>>;
	/** As n8n has read it; absent where it has not. */
	readonly body?: unknown;
	readonly rawBody?: Buffer;
	readonly encoding?: BufferEncoding;
	readRawBody?(): Promise<void>;
}

/**
 * What a request holds: its body, or where that is empty (the older GET) its query. `undefined` if
 * n8n cannot read the body, which may be larger than it allows.
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

/** As text where that can be had: n8n reads a body by its content type, which may be wrong. */
async function bodyOf(request: WebhookRequest): Promise<unknown> {
	try {
		if (!request.rawBody) await request.readRawBody?.();
	} catch {
		return undefined;
	}
	return request.rawBody ? request.rawBody.toString(request.encoding ?? 'utf8') : request.body;
}
