import type { WebhookSecret } from './settings';

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
	const { rawBody, body } = request;
	if (!rawBody) return body;
	const charset = charsetOf(request.encoding);
	const text = new TextDecoder(charset).decode(rawBody);
	// The escapes of a form are bytes in its own charset.
	return charset === utf8 || isJson(text) ? text : (parseForm(rawBody, charset) ?? text);
}

const utf8 = 'utf-8';
const simpleCharset = /^(windows-125\d|iso-8859-\d{1,2}(-i)?)$/i;

/** Others are read as UTF-8: vendors send none, and some take seconds to decode a few MB. */
function charsetOf(name: string | undefined): string {
	if (name === undefined || !simpleCharset.test(name)) return utf8;
	try {
		return new TextDecoder(name).encoding;
	} catch {
		return utf8;
	}
}

/** Senders' content types are unreliable. */
export const isJson = (text: string): boolean => /^\s*[[{"]/.test(text);

const maxFormFields = 1000;
const [ampersand, equals, plus, percent, space] = Buffer.from('&=+% ');

/**
 * Reads form data. URLSearchParams needs more than a second for some MB of “+”, and cannot read
 * escapes in another charset than UTF-8.
 * @returns `undefined` if it is not a form, or has too many fields
 */
export function parseForm(form: Buffer, charset = utf8): Record<string, string> | undefined {
	if (!form.includes(equals)) return undefined;
	const decoder = new TextDecoder(charset);
	const fields: Array<[string, string]> = [];
	for (let start = 0, count = 1; start < form.length; count++) {
		if (count > maxFormFields) return undefined;
		const next = form.indexOf(ampersand, start);
		const field = form.subarray(start, next === -1 ? form.length : next);
		const nameLength = field.indexOf(equals);
		const name = nameLength === -1 ? field : field.subarray(0, nameLength);
		const value = nameLength === -1 ? field.subarray(0, 0) : field.subarray(nameLength + 1);
		const read = (part: Buffer): string => decoder.decode(unescaped(part));
		if (field.length > 0) fields.push([read(name), read(value)]);
		start += field.length + 1;
	}
	return Object.fromEntries(fields);
}

/** Escapes become bytes, and “+” becomes a space. */
function unescaped(field: Buffer): Buffer {
	const bytes = Buffer.alloc(field.length);
	let length = 0;
	for (let at = 0; at < field.length; at++) {
		const escape = field[at] === percent ? hexByte(field, at + 1) : undefined;
		bytes[length++] = escape ?? (field[at] === plus ? space : field[at]);
		if (escape !== undefined) at += 2;
	}
	return bytes.subarray(0, length);
}

function hexByte(form: Buffer, at: number): number | undefined {
	const high = hexDigit(form[at]);
	const low = hexDigit(form[at + 1]);
	return high === undefined || low === undefined ? undefined : high * 16 + low;
}

/** `0`–`9`, `A`–`F`, `a`–`f`. There is no byte after the end. */
function hexDigit(byte: number | undefined): number | undefined {
	if (byte === undefined) return undefined;
	if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
	const letter = byte | 0x20;
	return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : undefined;
}
