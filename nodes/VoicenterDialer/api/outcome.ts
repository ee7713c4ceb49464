import type { FaultKind } from './errors';
import { faultOf, rejectionOf, type Failure } from './failure';
import { isRecord } from './json';
import { methodOf, type MethodName } from './methods';

/** What came back over HTTP; `body` is text, or an object where the caller had it parsed. */
export interface HttpAnswer {
	readonly statusCode: number;
	readonly headers: Readonly<Record<string, unknown>>;
	readonly body: unknown;
}

/** The service's OK (ErrorCode 0), or why there is none. */
export type Outcome =
	| { readonly ok: true; readonly description: string; readonly answer: Answer }
	| { readonly ok: false; readonly failure: Failure; readonly answer?: Answer };

export type Answer = Readonly<Record<string, unknown>>;

/** HTTP 200 also carries failures: only ErrorCode tells (guide, chapter 6). */
export function readAnswer(method: MethodName, { statusCode, headers, body }: HttpAnswer): Outcome {
	const text = typeof body === 'string' ? body.replace(/^\uFEFF/, '').trim() : '';
	const answer = typeof body === 'string' ? parse(text) : body;
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
	// It says where the result is to be seen, so that something may have been done.
	if (statusCode === 303) return unexpectedStatus(statusCode, said);
	if (statusCode >= 300 && statusCode < 400) return faultOf('redirect', details);
	if (statusCode === 403) return faultOf('forbidden', details);
	if (statusCode === 404) return faultOf('notFound', details);
	if (statusCode === 413) {
		return faultOf(methodOf(method).isBulk ? 'bulkTooLarge' : 'tooLarge', details);
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

/** Retry-After is a number of seconds or an HTTP date. */
function readRetryAfter(value: unknown): number | undefined {
	if (typeof value !== 'string' || value.trim() === '') return undefined;
	const text = value.trim();
	if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
	const ms = /^[A-Z][a-z]+,? .*\d\d:\d\d/.test(text) ? Date.parse(text) - Date.now() : NaN;
	return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** Servers send it as a number or as text; a text that is no number is still a no. */
export function readErrorCode(value: unknown): number | string | undefined {
	if (typeof value === 'number') return value;
	if (typeof value !== 'string' || value.trim() === '') return undefined;
	const number = Number(value);
	return Number.isFinite(number) ? number : value.trim();
}

/** More of a page than this says nothing new. */
const longestRead = 5000;

/** `Description`, or else the readable part of what came. */
function saidBy(answer: unknown, text: string): string | undefined {
	const said =
		isRecord(answer) && typeof answer.Description === 'string'
			? answer.Description
			: text
					.slice(0, longestRead)
					.replace(/<(script|style)[\s\S]*?<\/\1>/gi, ' ')
					.replace(/<[^>]*>/g, ' ')
					.replace(/\s+/g, ' ')
					.trim();
	return said === '' ? undefined : said;
}

/** The request leaves only once a connection stands. */
const failedConnect = /^(connect|bind) E[A-Z]/;
const noFreeSocket = /^connect E[MN]FILE\b/;

/** axios and n8n join what became of each address of a host into one text. */
const attemptSeparator = /; | \| /;

/**
 * Texts of Node itself. OpenSSL fails in two ways, and they tell the handshake from what comes after
 * it: during the handshake the request still waits to be encrypted, so what fails is its `write`
 * (EPROTO). A damaged record in the answer is an ERR_SSL error, whatever its reason says. Should its
 * reason come as an EPROTO, it counts as sent all the same.
 */
const kindOfTexts: ReadonlyArray<readonly [RegExp, FaultKind]> = [
	[/^(getaddrinfo|query[A-Z]\w*) E/, 'dns'],
	[/^Invalid URL/, 'dns'],
	[/^write EPROTO [0-9A-F]+:error:(?!.*(bad record mac|decrypt))/is, 'tls'],
	[/^Client network socket disconnected before secure TLS connection/, 'tls'],
	[/^timeout of \d+ms exceeded/, 'timeout'],
];

/** Codes that say when it happened, whatever their text. */
const kindOfCode: Readonly<Record<string, FaultKind>> = {
	ERR_SOCKET_CONNECTION_TIMEOUT: 'refused',
	ENOTFOUND: 'dns',
	EAI_AGAIN: 'dns',
	EAI_FAIL: 'dns',
	ERR_INVALID_URL: 'dns',
	ECONNABORTED: 'timeout',
	ETIMEDOUT: 'timeout',
};

/** OpenSSL's verdicts on a certificate (X509_V_ERR), and Node's own. Nothing is sent before them. */
const certificateCode =
	/^(CERT|CRL|UNABLE_TO|ERROR_IN|DEPTH_ZERO|SELF_SIGNED|ERR_TLS_CERT)_|^(INVALID_(CA|PURPOSE)|PATH_LENGTH_EXCEEDED|HOSTNAME_MISMATCH)$/;

/** n8n's own errors, thrown before anything goes out. */
const ownRefusal = /^(NodeOperationError|UserError|SsrfBlocked\w*|Credential\w*Error)$/;

/**
 * Why no answer came at all. What is not known for sure to have happened before the request went
 * out counts as sent: `mayBeDone`.
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
	return kindOfTexts.find(([pattern]) => pattern.test(text))?.[1];
}

/** A host can have several addresses. Nothing was sent if no connection to any of them came about. */
function kindOfAttempts(texts: readonly string[]): FaultKind {
	if (!texts.every((text) => failedConnect.test(text))) return 'cutConnection';
	return texts.every((text) => noFreeSocket.test(text)) ? 'noSockets' : 'refused';
}

function kindByCode({ code, httpCode }: Thrown): FaultKind | undefined {
	const reason = String(code ?? httpCode ?? '');
	return certificateCode.test(reason) ? 'tls' : kindOfCode[reason];
}

/** What was thrown, and why; whatever looks like an error is one, wherever it was made. */
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
	/** Of an AggregateError: what became of each address. */
	readonly errors?: unknown;
	/** n8n before 2.5 drops the cause, and keeps its code and its text here. */
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
