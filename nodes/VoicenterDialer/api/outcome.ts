import type { FaultKind } from './errors';
import { faultOf, rejectionOf, type Failure } from './failure';
import { isRecord, parseJson } from './json';
import { methodOf, type MethodName } from './methods';

/** An HTTP response. `body` is text, or an object if n8n has parsed it already. */
export interface HttpAnswer {
	readonly statusCode: number;
	readonly headers: Readonly<Record<string, unknown>>;
	readonly body: unknown;
}

/** A successful response (ErrorCode 0), or a failure. */
export type Outcome =
	| { readonly ok: true; readonly description: string; readonly answer: Answer }
	| { readonly ok: false; readonly failure: Failure; readonly answer?: Answer };

export type Answer = Readonly<Record<string, unknown>>;

/** HTTP 200 can also carry a failure: only ErrorCode decides (guide, chapter 6). */
export function readAnswer(method: MethodName, { statusCode, headers, body }: HttpAnswer): Outcome {
	const text = typeof body === 'string' ? body.replace(/^\uFEFF/, '').trim() : '';
	const answer = typeof body === 'string' ? parseJson(text) : body;
	const said = saidBy(answer, text);
	const fail = (failure: Failure): Outcome => ({ ok: false, failure });

	const byStatus = failureOfStatus(method, statusCode, headers, said);
	if (byStatus !== undefined) return fail(byStatus);
	if (isRecord(answer)) {
		const errorCode = readErrorCode(answer.ErrorCode);
		if (errorCode === undefined) return fail(faultOf('noErrorCode', { said }));
		if (errorCode !== 0) {
			return { ok: false, failure: rejectionOf(method, errorCode, said), answer };
		}
		if (!isSuccess(statusCode)) return fail(unexpectedStatus(statusCode, said));
		return { ok: true, description: said ?? 'OK', answer };
	}
	if (!isSuccess(statusCode)) return fail(unexpectedStatus(statusCode, said));
	if (typeof body !== 'string' && body !== undefined && body !== null) {
		return fail(faultOf('noErrorCode', { said }));
	}
	if (text === '') return fail(faultOf('empty'));
	if (text.startsWith('<')) return fail(faultOf('html', { said }));
	return fail(faultOf(answer === undefined ? 'cutAnswer' : 'noErrorCode', { said }));
}

const isSuccess = (statusCode: number): boolean => statusCode >= 200 && statusCode < 300;

const unexpectedStatus = (statusCode: number, said: string | undefined): Failure => {
	const fault = faultOf('unexpectedStatus', { said, httpCode: String(statusCode) });
	return { ...fault, message: `${fault.message} (HTTP ${statusCode})` };
};

function failureOfStatus(
	method: MethodName,
	statusCode: number,
	headers: HttpAnswer['headers'],
	said: string | undefined,
): Failure | undefined {
	const details = { said, httpCode: String(statusCode) };
	const retryAfterMs = readRetryAfter(headers['retry-after']);
	// 303 points to a result, so the request may have been processed.
	if (statusCode === 303) return unexpectedStatus(statusCode, said);
	if (statusCode >= 300 && statusCode < 400) return faultOf('redirect', details);
	if (statusCode === 403) return faultOf('forbidden', details);
	if (statusCode === 404) return faultOf('notFound', details);
	if (statusCode === 413) {
		const hasBatchSize = methodOf(method).isBulk && methodOf(method).list === undefined;
		return faultOf(hasBatchSize ? 'bulkTooLarge' : 'tooLarge', details);
	}
	if (statusCode === 414 || statusCode === 431) {
		const fault = faultOf('urlTooLong', details);
		return { ...fault, message: `${fault.message} (HTTP ${statusCode})` };
	}
	if (statusCode === 429) return faultOf('tooManyRequests', { ...details, retryAfterMs });
	if (statusCode === 503) return faultOf('unavailable', { ...details, retryAfterMs });
	if (statusCode >= 500) {
		const fault = faultOf('serverError', details);
		return { ...fault, message: `${fault.message} (HTTP ${statusCode})` };
	}
	return undefined;
}

/** Longer than any number of seconds or HTTP date. */
const longestRetryAfter = 64;

/** Milliseconds from a Retry-After header, which holds seconds or an HTTP date. */
function readRetryAfter(value: unknown): number | undefined {
	if (typeof value !== 'string' || value.length > longestRetryAfter) return undefined;
	const text = value.trim();
	if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
	const ms = /^[A-Z][a-z]+,? .*\d\d:\d\d/.test(text) ? Date.parse(text) - Date.now() : NaN;
	return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}

/**
 * Servers send ErrorCode as a number or as text. Text that is not a number still means a failure.
 */
export function readErrorCode(value: unknown): number | string | undefined {
	if (typeof value === 'number') return value;
	if (typeof value !== 'string' || value.trim() === '') return undefined;
	const number = Number(value);
	return Number.isFinite(number) ? number : value.trim();
}

/** Characters of a web page to read. */
const longestRead = 5000;

/** The answer's own text, or else the readable text of the response. */
function saidBy(answer: unknown, text: string): string | undefined {
	const said = descriptionIn(answer) ?? readableText(text.slice(0, longestRead));
	return said === '' ? undefined : said;
}

/** `Description`; the Do-Not-Call list says `ErrorMessage` (vendor's practice). */
export function descriptionIn(answer: unknown): string | undefined {
	if (!isRecord(answer)) return undefined;
	return [answer.Description, answer.ErrorMessage].find((text) => typeof text === 'string');
}

/** A web page's text, without its tags, scripts and styles. */
function readableText(page: string): string {
	const [start, ...parts] = page.split('<');
	const texts = [start];
	let unreadable: string | undefined;
	for (const part of parts) {
		const tag = part.slice(0, '/script'.length).toLowerCase();
		if (unreadable !== undefined && !tag.startsWith(`/${unreadable}`)) continue;
		unreadable = ['script', 'style'].find((name) => tag.startsWith(name));
		const end = part.indexOf('>');
		if (unreadable === undefined) texts.push(end === -1 ? `<${part}` : ` ${part.slice(end + 1)}`);
	}
	return texts.join('').replace(/\s+/g, ' ').trim();
}

/** No connection, so the request was not sent. */
const failedConnect = /^(connect|bind) E[A-Z]/;
const noFreeSocket = /^connect E[MN]FILE\b/;

/** axios and n8n join the errors for each address of a host into one text. */
const attemptSeparator = /; | \| /;

/**
 * Node's own error texts. OpenSSL fails in two ways. During the handshake, the request is still
 * waiting to be encrypted, so its `write` fails (EPROTO): it was not sent. A damaged record in the
 * response is an ERR_SSL error; if it ever appears as EPROTO, it still counts as sent.
 */
const kindOfTexts: ReadonlyArray<readonly [RegExp, FaultKind]> = [
	[/^(getaddrinfo|query[A-Z]\w*) E/, 'dns'],
	[/^Invalid URL/, 'dns'],
	[/^write EPROTO [0-9A-F]+:error:/i, 'tls'],
	[/^Client network socket disconnected before secure TLS connection/, 'tls'],
	[/^timeout of \d+ms exceeded/, 'timeout'],
];

const damagedRecord = /bad record mac|decrypt/i;

/** Error codes that identify the failure regardless of their text. */
const kindOfCode: Readonly<Record<string, FaultKind>> = {
	ERR_SOCKET_CONNECTION_TIMEOUT: 'refused',
	ENOTFOUND: 'dns',
	EAI_AGAIN: 'dns',
	EAI_FAIL: 'dns',
	ERR_INVALID_URL: 'dns',
	ECONNABORTED: 'timeout',
	ETIMEDOUT: 'timeout',
};

/** Certificate errors of OpenSSL (X509_V_ERR) and Node. They occur before anything is sent. */
const certificateCode =
	/^(CERT|CRL|UNABLE_TO|ERROR_IN|DEPTH_ZERO|SELF_SIGNED|ERR_TLS_CERT)_|^(INVALID_(CA|PURPOSE)|PATH_LENGTH_EXCEEDED|HOSTNAME_MISMATCH)$/;

/** n8n's own errors, thrown before anything is sent. */
const ownRefusal = /^(NodeOperationError|UserError|SsrfBlocked\w*|Credential\w*Error)$/;

/**
 * Why there was no response. Unless an error is known to occur before the request is sent, the
 * request counts as sent (`mayBeDone`).
 */
export function readThrown(error: unknown): Failure {
	const chain = [...causes(error)];
	const kind = firstOf(chain, kindByText) ?? firstOf(chain, kindByCode);
	if (kind !== undefined) return faultOf(kind);
	const refusal = chain.find(({ name = '' }) => ownRefusal.test(name));
	if (refusal !== undefined && chain.every(({ code }) => (code ?? null) === null)) {
		return faultOf('unsent', { said: refusal.message });
	}
	return faultOf('cutConnection');
}

function firstOf<Item, Kind>(
	items: readonly Item[],
	kindOf: (item: Item) => Kind | undefined,
): Kind | undefined {
	for (const item of items) {
		const kind = kindOf(item);
		if (kind !== undefined) return kind;
	}
	return undefined;
}

function kindByText({ message, messages, errors }: Thrown): FaultKind | undefined {
	if (isList(errors)) return kindOfAttempts(errors.map(messageOf));
	const texts = [message, ...(isList(messages) ? messages.map(String) : [])];
	return firstOf(texts, kindOfText);
}

function kindOfText(text: string): FaultKind | undefined {
	if (failedConnect.test(text)) return kindOfAttempts(text.split(attemptSeparator));
	const kind = kindOfTexts.find(([pattern]) => pattern.test(text))?.[1];
	return kind === 'tls' && damagedRecord.test(text) ? undefined : kind;
}

/**
 * A host can have several addresses. Nothing was sent only if no connection to any of them
 * succeeded.
 */
function kindOfAttempts(texts: readonly string[]): FaultKind {
	if (!texts.every((text) => failedConnect.test(text))) return 'cutConnection';
	return texts.every((text) => noFreeSocket.test(text)) ? 'noSockets' : 'refused';
}

function kindByCode({ code, httpCode }: Thrown): FaultKind | undefined {
	const reason = String(code ?? httpCode ?? '');
	return certificateCode.test(reason) ? 'tls' : kindOfCode[reason];
}

/** The error and its causes, by shape: an error may come from another realm. */
function* causes(error: unknown): Iterable<Thrown> {
	let cause = error;
	for (let depth = 0; isThrown(cause) && depth < 5; depth++) {
		yield cause;
		cause = cause.cause;
	}
}

interface Thrown {
	readonly name?: string;
	readonly message: string;
	readonly code?: unknown;
	readonly cause?: unknown;
	/** AggregateError: one error per address. */
	readonly errors?: unknown;
	/** n8n before 2.5 drops the cause, but keeps its code and text here. */
	readonly httpCode?: unknown;
	readonly messages?: unknown;
}

const isThrown = (value: unknown): value is Thrown =>
	typeof value === 'object' &&
	value !== null &&
	'message' in value &&
	typeof value.message === 'string';

const isList = (value: unknown): value is unknown[] => Array.isArray(value) && value.length > 0;

const messageOf = (error: unknown): string => (isThrown(error) ? error.message : String(error));
