import type { Fault } from '../../simulator';
import type { CertificateName } from '../../simulator/tls/certificates';
import type { TlsFault } from '../../simulator/tls/tlsProxy';

export type LeadOperation = 'add' | 'addMany';

/** Adds a TLS server in front of the service, where most of these faults happen. */
export interface FrontSetup {
	readonly fault?: TlsFault;
	/** Default: a valid certificate. */
	readonly certificate?: CertificateName;
}

export interface FaultCase {
	readonly name: string;
	/** If omitted, the service has no fault. */
	readonly fault?: Fault;
	readonly front?: FrontSetup;
	/** How many requests the fault hits, or connections if it happens before a request is read. */
	readonly times?: Readonly<Record<LeadOperation, number>>;
	/** Default: both. */
	readonly operations?: readonly LeadOperation[];
	/** Some leads are invalid, so that verdicts differ within one request. */
	readonly hasBadLeads?: boolean;
	/** The campaign's pending calls cannot be read, either. */
	readonly isQueueUnreadable?: boolean;
	readonly timeoutMs?: number;
	/** Runs with `--short`. */
	readonly isShort?: boolean;
}

/** More than the node's own retries can handle, so that some leads need a new try. */
const oftenEnoughToFail = { add: 16, addMany: 3 };

const retryAfter = { 'retry-after': '1' };

/** The fault does not end. */
const always = { add: Infinity, addMany: Infinity };

const addResultChanges = [
	'reverse',
	'drop',
	'extra',
	'duplicateTarget',
	'omit',
	'wrongTarget',
] as const;

const status = (code: number, processed: boolean): Fault => ({
	kind: 'httpStatus',
	status: code,
	processed,
});

export const faultCases: readonly FaultCase[] = [
	{ name: 'none, some leads invalid', hasBadLeads: true, isShort: true },
	{ name: 'answer lost', fault: { kind: 'answerLost' }, isShort: true },
	{
		name: 'answer lost, queue unreadable',
		fault: { kind: 'answerLost' },
		isQueueUnreadable: true,
	},
	{ name: 'reset before the request is read', fault: { kind: 'resetBefore' }, isShort: true },
	{ name: 'half the JSON', fault: { kind: 'cut' } },
	{ name: 'connection closed in the body', fault: { kind: 'cutConnection' } },
	{ name: 'empty body', fault: { kind: 'empty' } },
	{ name: 'web page', fault: { kind: 'html' } },
	{ name: 'no ErrorCode', fault: { kind: 'noErrorCode' } },
	{ name: 'answer twice in one body', fault: { kind: 'repeatAnswer' } },
	{ name: 'answer after the timeout', fault: { kind: 'late', ms: 2500 }, timeoutMs: 1000 },
	{
		name: '429 with Retry-After',
		fault: { kind: 'httpStatus', status: 429, headers: retryAfter },
		times: oftenEnoughToFail,
		isShort: true,
	},
	{ name: '500, processed', fault: status(500, true), isShort: true },
	{ name: '500, not processed', fault: status(500, false) },
	{ name: '502', fault: status(502, false) },
	{ name: '503', fault: status(503, false), times: oftenEnoughToFail },
	{ name: '504', fault: status(504, true) },
	{ name: '504 after a second, not processed', fault: { kind: 'lateUnprocessed', ms: 1000 } },
	{ name: '403', fault: status(403, false) },
	{ name: '404', fault: status(404, false) },
	{ name: '413', fault: status(413, false) },
	{ name: 'ErrorCode 1', fault: { kind: 'errorCode', errorCode: 1 } },
	{ name: 'ErrorCode 4', fault: { kind: 'errorCode', errorCode: 4 } },
	{ name: 'unknown ErrorCode', fault: { kind: 'errorCode', errorCode: '77' } },
	{
		name: 'ErrorCode 3, processed',
		fault: { kind: 'errorCode', errorCode: 3, processed: true },
	},
	{ name: 'ErrorCode 3, not processed', fault: { kind: 'errorCode', errorCode: 3 } },
	{ name: 'TLS: none', front: {}, hasBadLeads: true },
	{ name: 'TLS: corrupted answer', front: { fault: 'damagedAnswer' }, isShort: true },
	{ name: 'TLS: every answer corrupted', front: { fault: 'damagedAnswer' }, times: always },
	{ name: 'TLS: half of the answer', front: { fault: 'halfAnswer' } },
	{ name: 'TLS: answer without TLS', front: { fault: 'plainAnswer' } },
	{ name: 'TLS: forged alert', front: { fault: 'forgedAlert' } },
	{ name: 'TLS: reset after the request', front: { fault: 'resetAfterRequest' } },
	{ name: 'TLS: reset before the request is read', front: {}, fault: { kind: 'resetBefore' } },
	{ name: 'TLS: half-closed', front: { fault: 'halfClosed' } },
	{ name: 'TLS: answer after the timeout', front: { fault: 'lateAnswer' }, timeoutMs: 1000 },
	{ name: 'TLS: handshake closed', front: { fault: 'cutHandshake' }, isShort: true },
	{ name: 'TLS: handshake reset', front: { fault: 'resetHandshake' } },
	{ name: 'TLS: corrupted handshake', front: { fault: 'damagedHandshake' } },
	{ name: 'TLS: port without TLS', front: { fault: 'plainHandshake' }, times: always },
	{ name: 'TLS: self-signed certificate', front: { certificate: 'selfSigned' } },
	{ name: 'TLS: expired certificate', front: { certificate: 'expired' } },
	{ name: 'TLS: certificate of another host', front: { certificate: 'otherHost' } },
	{ name: 'connection refused', front: { fault: 'refused' } },
	...addResultChanges.map(
		(change): FaultCase => ({
			name: `AddResult: ${change}`,
			fault: { kind: 'addResult', change },
			operations: ['addMany'],
			// Without AddResult, the answer does not show an invalid lead among valid ones.
			hasBadLeads: change !== 'omit',
			isShort: change === 'drop',
		}),
	),
];
