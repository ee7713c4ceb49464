import type { FaultKind } from '../contract/errors';
import { faultOf, type Failure } from './failure';

const kindOfCode: Readonly<Record<string, FaultKind>> = {
	ECONNREFUSED: 'refused',
	EHOSTUNREACH: 'refused',
	ENETUNREACH: 'refused',
	EADDRNOTAVAIL: 'refused',
	ERR_INVALID_URL: 'dns',
	ENOTFOUND: 'dns',
	EAI_AGAIN: 'dns',
	EAI_FAIL: 'dns',
	EMFILE: 'noSockets',
	ENFILE: 'noSockets',
	EPROTO: 'tls',
	ECONNABORTED: 'timeout',
	ETIMEDOUT: 'timeout',
};

const certificateCode = /CERT|^ERR_TLS|^ERR_SSL|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)/;
/** n8n's own errors, thrown before anything goes out. */
const ownRefusal = /^(NodeOperationError|UserError|SsrfBlocked\w*|Credential\w*Error)$/;
const beforeTls = /before secure TLS connection/i;

/**
 * Why no answer came at all. What is not known for sure to have happened before the request went
 * out counts as sent: `mayBeDone`.
 */
export function readThrown(error: unknown): Failure {
	for (const cause of causes(error)) {
		const code = typeof cause.code === 'string' ? cause.code : '';
		if (certificateCode.test(code) || beforeTls.test(cause.message)) return faultOf('tls');
		if (code === 'ETIMEDOUT' && cause.syscall === 'connect') {
			return faultOf('refused');
		}
		const kind = kindOfCode[code];
		if (kind !== undefined) return faultOf(kind);
		if (/^timeout of \d+ms exceeded/.test(cause.message)) return faultOf('timeout');
		if (/Invalid URL/i.test(cause.message)) return faultOf('dns');
		if (ownRefusal.test(cause.name ?? '')) return faultOf('unsent', { said: cause.message });
	}
	return faultOf('cutConnection');
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
	readonly syscall?: unknown;
	readonly cause?: unknown;
}

const isThrown = (value: unknown): value is Thrown =>
	typeof value === 'object' &&
	value !== null &&
	'message' in value &&
	typeof value.message === 'string';
