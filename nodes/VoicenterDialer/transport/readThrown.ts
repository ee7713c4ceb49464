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

const kindOfText: ReadonlyArray<readonly [RegExp, FaultKind]> = [
	[/before secure TLS connection/i, 'tls'],
	[/^connect E(TIMEDOUT|HOSTUNREACH|NETUNREACH)/, 'refused'],
	[/^timeout of \d+ms exceeded/, 'timeout'],
	[/Invalid URL/i, 'dns'],
];

/** n8n's own errors, thrown before anything goes out. */
const ownRefusal = /^(NodeOperationError|UserError|SsrfBlocked\w*|Credential\w*Error)$/;

/**
 * Why no answer came at all. What is not known for sure to have happened before the request went
 * out counts as sent: `mayBeDone`.
 */
export function readThrown(error: unknown): Failure {
	for (const cause of causes(error)) {
		const kind = kindOf(cause);
		if (kind !== undefined) return faultOf(kind);
		if (ownRefusal.test(cause.name ?? '')) return faultOf('unsent', { said: cause.message });
	}
	return faultOf('cutConnection');
}

function kindOf({ code, httpCode, message, messages }: Thrown): FaultKind | undefined {
	const texts = [message, ...(Array.isArray(messages) ? messages.map(String) : [])];
	for (const [pattern, kind] of kindOfText) {
		if (texts.some((text) => pattern.test(text))) return kind;
	}
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
	/** n8n before 2.5 drops the cause, and keeps its code and its text here. */
	readonly httpCode?: unknown;
	readonly messages?: unknown;
}

const isThrown = (value: unknown): value is Thrown =>
	typeof value === 'object' &&
	value !== null &&
	'message' in value &&
	typeof value.message === 'string';
