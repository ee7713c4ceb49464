import { faults, internalErrorCode, textOfErrorCode, type FaultKind } from './errors';
import type { MethodName } from './methods';

/** Why a request did not give what it asked for. */
export interface Failure {
	readonly kind: FaultKind | 'errorCode';
	/** What happened. */
	readonly message: string;
	/** What to do. */
	readonly advice: string;
	/** What the service said, in its own words; may be cut. */
	readonly said?: string;
	readonly httpCode?: string;
	/** The service's ErrorCode, as it came. */
	readonly errorCode?: number | string;
	/** The service may have done what was asked, although no answer says so. */
	readonly mayBeDone: boolean;
	/** Every further request would meet the same. */
	readonly concernsHost: boolean;
	/** The service's own wish (Retry-After), in milliseconds. */
	readonly retryAfterMs?: number;
	/** That is longer than an execution waits. */
	readonly asksForLongPause?: boolean;
}

export const faultOf = (
	kind: FaultKind,
	details: Pick<Failure, 'said' | 'httpCode' | 'retryAfterMs'> = {},
): Failure => ({ kind, ...faults[kind], ...details });

/** The service's own no. Only after its internal error is it open whether the work was done. */
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

/** The service certainly did nothing, and a later try may meet it in a better state. */
export const isRetryable = ({ kind }: Failure): boolean => retryableKinds.has(kind);

const retryableKinds: ReadonlySet<Failure['kind']> = new Set([
	'refused',
	'dns',
	'tls',
	'noSockets',
	'tooManyRequests',
	'unavailable',
]);

/** A value that the API could not take. Nothing has been sent. */
export class InputError extends Error {
	/**
	 * @param message what is wrong, naming the field as the panel does
	 * @param advice what to enter instead
	 */
	constructor(
		message: string,
		readonly advice: string,
	) {
		super(message);
		this.name = 'InputError';
	}

	/** Whatever else went wrong while a value was read, such as an expression that cannot run. */
	static from(error: unknown): InputError {
		if (error instanceof InputError) return error;
		return new InputError(
			error instanceof Error ? error.message : String(error),
			'Check the fields of this node and their expressions for this item.',
		);
	}
}
