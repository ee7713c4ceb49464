import {
	adviceIfRepeatable,
	faults,
	internalErrorCode,
	phoneInternalErrorCode,
	textOfErrorCode,
	textOfPhoneCode,
	type FaultKind,
} from './errors';
import type { MethodName } from './methods';

/** Why a request failed. */
export interface Failure {
	readonly kind: FaultKind | 'errorCode';
	/** What happened. */
	readonly message: string;
	/** What to do next. */
	readonly advice: string;
	/** The service's own text, possibly truncated. */
	readonly said?: string;
	readonly httpCode?: string;
	/** The service's ErrorCode, as received. */
	readonly errorCode?: number | string;
	/** The service may have processed the request, although no response confirms it. */
	readonly mayBeDone: boolean;
	/** Every further request would fail the same way. */
	readonly concernsHost: boolean;
	/** Sending the request again does no harm, even if the service has processed it. */
	readonly isRepeatable?: boolean;
	/** From the Retry-After header. */
	readonly retryAfterMs?: number;
	/** `retryAfterMs` is longer than an execution waits. */
	readonly asksForLongPause?: boolean;
}

export const faultOf = (
	kind: FaultKind,
	details: Pick<Failure, 'said' | 'httpCode' | 'retryAfterMs'> = {},
): Failure => ({ kind, ...faults[kind], ...details });

/**
 * A rejection by ErrorCode. Only an internal error leaves it open whether the request was
 * processed.
 */
export const rejectionOf = (
	method: MethodName,
	errorCode: number | string,
	said: string | undefined,
): Failure => ({
	kind: 'errorCode',
	...textOfErrorCode(method, Number(errorCode)),
	errorCode,
	said,
	mayBeDone: Number(errorCode) === internalErrorCode,
	concernsHost: false,
});

/** A rejection of one phone number by the Do-Not-Call list. */
export const phoneRejectionOf = (
	errorCode: number | string,
	said: string | undefined,
): Failure => ({
	kind: 'errorCode',
	...textOfPhoneCode(Number(errorCode)),
	errorCode,
	said,
	mayBeDone: Number(errorCode) === phoneInternalErrorCode,
	concernsHost: false,
	isRepeatable: true,
});

/** After this time, the call log takes another request (vendor's practice). */
const callLogPauseMs = 5000;

const callLogKinds: Readonly<Record<number | string, FaultKind>> = {
	1: 'tooManyRequests',
	4: 'forbidden',
};

/** A rejection by the call log. */
export function callLogRejectionOf(errorCode: number | string, said: string | undefined): Failure {
	const rejection = { ...rejectionOf('CallLog', errorCode, said), mayBeDone: false };
	const kind = callLogKinds[errorCode];
	if (kind === undefined) return rejection;
	const retryAfterMs = kind === 'tooManyRequests' ? callLogPauseMs : undefined;
	return { ...rejection, kind, concernsHost: faults[kind].concernsHost, retryAfterMs };
}

/** The failure of a request that may be repeated. */
export const repeatable = (failure: Failure): Failure => ({
	...failure,
	advice: adviceIfRepeatable(failure.advice),
	isRepeatable: true,
});

/** No readable answer came back, although the service may have processed the request. */
export const isLostAnswer = ({ kind }: Failure): boolean => lostAnswerKinds.has(kind);

const lostAnswerKinds: ReadonlySet<Failure['kind']> = new Set([
	'timeout',
	'cutConnection',
	'serverError',
	'empty',
	'cutAnswer',
]);

/** The service certainly did not process the request, and a later attempt may succeed. */
export const isRetryable = ({ kind }: Failure): boolean => retryableKinds.has(kind);

const retryableKinds: ReadonlySet<Failure['kind']> = new Set([
	'refused',
	'dns',
	'tls',
	'noSockets',
	'tooManyRequests',
	'unavailable',
]);

/** An invalid value. Nothing has been sent. */
export class InputError extends Error {
	/**
	 * @param message what is wrong, with the field's name in the panel
	 * @param advice what to enter instead
	 */
	constructor(
		message: string,
		readonly advice: string,
	) {
		super(message);
		this.name = 'InputError';
	}

	/** Wraps any other error from reading a value, such as a failed expression. */
	static from(error: unknown): InputError {
		if (error instanceof InputError) return error;
		return new InputError(
			error instanceof Error ? error.message : String(error),
			'Check this node’s fields and their expressions for this item.',
		);
	}
}

/**
 * Why the credential refuses a request. n8n wraps it in an error of the node. Its name tells that nothing
 * was sent.
 */
export class CredentialRequestError extends Error {
	constructor(
		message: string,
		readonly description: string,
	) {
		super(`${message}. ${description}`);
		this.name = 'CredentialRequestError';
	}
}
