import { methodOf, type MethodName } from '../contract/methods';
import { faultOf, rejectionOf, type Failure } from './failure';
import { isRecord } from './isRecord';

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
	const ms = /^\s*\d+\s*$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
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

/** `Description`, or else the readable part of what came. */
function saidBy(answer: unknown, text: string): string | undefined {
	const said =
		isRecord(answer) && typeof answer.Description === 'string'
			? answer.Description
			: text
					.replace(/<(script|style)[\s\S]*?<\/\1>/gi, ' ')
					.replace(/<[^>]*>/g, ' ')
					.replace(/\s+/g, ' ')
					.trim();
	return said === '' ? undefined : said;
}
