import { sleep, type IHttpRequestOptions } from 'n8n-workflow';
import { baseAddress, type EncodedRequest } from './encode';
import { faultOf, isLostAnswer, isRetryable, repeatable, type Failure } from './failure';
import { parseLongQueue } from './longQueue';
import { methodOf, type MethodName } from './methods';
import { readAnswer, readThrown, type HttpAnswer, type Outcome } from './outcome';
import { longestSaid, redactFailure, Redactor } from './redaction';

/** Sends one HTTP request with the node's credential. n8n adds the account code. */
export type Send = (options: IHttpRequestOptions) => Promise<HttpAnswer>;

/** How to reach the service. */
export interface Connection {
	readonly send: Send;
	readonly baseUrl: string;
	/** The account code, to redact it from the service's texts. */
	readonly secret: string;
	readonly signal?: AbortSignal;
}

export interface SendOptions {
	readonly timeoutMs: number;
	readonly maxRetries: number;
	/** Sending the request twice does no harm, so it is also repeated after a lost answer. */
	readonly isRepeatable?: boolean;
	/**
	 * Called after each retryable failure. Returns the request to send next, or `undefined` to give
	 * up.
	 */
	readonly beforeRepeat?: (failure: Failure) => Promise<EncodedRequest | undefined>;
}

/**
 * Sends a request and reads the response. Never throws.
 *
 * Retries only failures in which the service cannot have processed the request, and waits at least
 * as long as Retry-After asks. Does not retry once the execution was stopped, or when Retry-After
 * asks for more than a minute.
 */
export async function sendRequest(
	connection: Connection,
	method: MethodName,
	request: EncodedRequest,
	{ timeoutMs, maxRetries, isRepeatable = false, beforeRepeat }: SendOptions,
): Promise<Outcome> {
	const mayRepeat = (failure: Failure) =>
		isRetryable(failure) || (isRepeatable && isLostAnswer(failure));
	let lost: Failure | undefined;
	const told = (outcome: Outcome): Outcome => {
		if (outcome.ok || !isRepeatable) return outcome;
		// Only results of each element tell about an earlier try, too, which may have been processed.
		const failure = resultsIn(method, outcome) ? outcome.failure : (lost ?? outcome.failure);
		return { ...outcome, failure: repeatable(failure) };
	};
	let next: EncodedRequest | undefined = request;
	for (let retry = 0; ; retry++) {
		if (connection.signal?.aborted) {
			return withoutSecret(told({ ok: false, failure: faultOf('stopped') }), connection.secret);
		}
		const outcome = await sendOnce(connection, method, next, timeoutMs);
		if (!outcome.ok && outcome.failure.mayBeDone) lost = outcome.failure;
		if (outcome.ok || !mayRepeat(outcome.failure)) {
			return withoutSecret(told(outcome), connection.secret);
		}
		const asksForLongPause = (outcome.failure.retryAfterMs ?? 0) > longestRetryAfterMs;
		const failure = { ...outcome.failure, asksForLongPause };
		if (beforeRepeat !== undefined) next = await beforeRepeat(failure);
		if (next === undefined || asksForLongPause || retry >= maxRetries) {
			return withoutSecret(told({ ...outcome, failure }), connection.secret);
		}
		await pause(backoffMs(retry, failure), connection.signal);
	}
}

/** The list of results in an answer of the Do-Not-Call list. An empty one tells nothing. */
export function resultsIn(method: MethodName, { answer }: Outcome): readonly unknown[] | undefined {
	const { list } = methodOf(method);
	const results = list === undefined ? undefined : answer?.[list];
	return Array.isArray(results) && results.length > 0 ? results : undefined;
}

async function sendOnce(
	{ send, baseUrl, signal }: Connection,
	method: MethodName,
	request: EncodedRequest,
	timeoutMs: number,
): Promise<Outcome> {
	const deadline = new Deadline(timeoutMs);
	try {
		const sending = send({
			...request,
			headers: { Accept: 'application/json', ...request.headers },
			baseURL: baseAddress(baseUrl),
			timeout: timeoutMs,
			encoding: 'text',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			abortSignal: signal,
		});
		const answer = await deadline.race(sending);
		return readAnswer(method, { ...answer, body: await parsedIfLong(method, answer.body) });
	} catch (error) {
		return { ok: false, failure: deadline.isOver ? faultOf('timeout') : readThrown(error) };
	} finally {
		deadline.release();
	}
}

async function parsedIfLong(method: MethodName, body: unknown): Promise<unknown> {
	const isQueue = method === 'GetCampaignPendingCalls' && typeof body === 'string';
	return isQueue ? ((await parseLongQueue(body)) ?? body) : body;
}

/** Node's timers fire at once when the delay is longer. */
const longestTimerMs = 2 ** 31 - 1;

/**
 * The HTTP client's own timeout covers only idle time: a response that trickles in would never end.
 */
class Deadline {
	private readonly signal: AbortSignal;

	private readonly passed: Promise<never>;

	private onAbort: () => void = () => {};

	constructor(timeoutMs: number) {
		this.signal = AbortSignal.timeout(Math.min(timeoutMs, longestTimerMs));
		this.passed = new Promise((_, reject) => {
			this.onAbort = () => reject(new Error('The response took too long'));
		});
		this.signal.addEventListener('abort', this.onAbort, { once: true });
	}

	get isOver(): boolean {
		return this.signal.aborted;
	}

	/** n8n cannot abort a single request, so a late result is ignored. */
	async race<T>(work: Promise<T>): Promise<T> {
		return await Promise.race([work, this.passed]);
	}

	release(): void {
		this.signal.removeEventListener('abort', this.onAbort);
	}
}

const firstBackoffMs = 500;
const longestBackoffMs = 30_000;

/** An execution does not wait longer than this for Retry-After. */
const longestRetryAfterMs = 60_000;

/** Exponential backoff, capped, with jitter so that items do not retry all at once. */
function backoffMs(retry: number, { retryAfterMs }: Failure): number {
	const exponential = Math.min(longestBackoffMs, firstBackoffMs * 2 ** retry);
	const jittered = exponential / 2 + (Math.random() * exponential) / 2;
	return Math.max(jittered, retryAfterMs ?? 0);
}

async function pause(ms: number, signal?: AbortSignal): Promise<void> {
	const stopped = new Promise<void>((resolve) => {
		signal?.addEventListener('abort', () => resolve(), { once: true });
	});
	await Promise.race([sleep(ms), stopped]);
}

/**
 * Servers echo what they receive, including the account code. The answer stays as it is: it is compared
 * with what was sent, and redacted where it is output.
 */
function withoutSecret(outcome: Outcome, secret: string): Outcome {
	const redactor = new Redactor(secret);
	if (outcome.ok) {
		return { ...outcome, description: redactor.start(outcome.description, longestSaid) };
	}
	return { ...outcome, failure: redactFailure(outcome.failure, redactor) };
}
