import type { WireCall } from './wireCall';

/** The HTTP response to a request. */
export type Reply =
	| { readonly status: number; readonly body: string; readonly headers?: Record<string, string> }
	| SocketError
	| 'late';

export interface SocketError {
	readonly code: string;
	readonly message: string;
	readonly syscall?: string;
}

/** What the service does with a request and, independently, what the caller receives. */
export interface ServiceOutcome {
	readonly label: string;
	readonly takes: boolean;
	/** The request did not reach the service, or the service reported that it did nothing. */
	readonly isCertainlyUnprocessed?: true;
	/** The service rejects the lead or its campaign. */
	readonly rejects?: true;
	/** HTTP 503 without Retry-After: can come from a proxy, whether the request was processed or not. */
	readonly isBare503?: true;
	/** Elements of a bulk request that the service rejects, by index. It accepts the others. */
	readonly rejected?: (index: number, count: number) => boolean;
	readonly reply: (calls: readonly WireCall[]) => Reply;
	/** Only for bulk requests with at least this number of elements. */
	readonly minElements?: number;
	/** Only if no two elements have the same number and variables. */
	readonly needsDistinct?: true;
	/** Represents its class if trying all outcomes would take too long. */
	readonly isTypical?: true;
}

const answer = (body: object, status = 200): Reply => ({ status, body: JSON.stringify(body) });
const said = (ErrorCode: number) => () =>
	answer({ ErrorCode, Description: ErrorCode === 0 ? 'OK' : `Error ${ErrorCode}` });
const http =
	(status: number, headers: Record<string, string> = {}) =>
	(): Reply => ({ status, body: `<html><h1>${status}</h1></html>`, headers });
const text = (body: string) => (): Reply => ({ status: 200, body });
const socket = (code: string, message: string, syscall?: string) => (): Reply => ({
	code,
	message,
	syscall,
});

const badRecord = 'SSL routines:tls_get_more_records:decryption failed or bad record mac';
const openssl = '0A000119';

/** The caller cannot tell whether the request was processed. */
const unclear: ReadonlyArray<Pick<ServiceOutcome, 'label' | 'reply' | 'isBare503' | 'isTypical'>> =
	[
		{
			label: 'read ECONNRESET',
			reply: socket('ECONNRESET', 'read ECONNRESET', 'read'),
			isTypical: true,
		},
		{
			label: 'damaged TLS record (EPROTO)',
			reply: socket(
				'EPROTO',
				`write EPROTO 14A0:error:${openssl}:${badRecord}:../ssl/rec.c:865:\n`,
				'write',
			),
			isTypical: true,
		},
		{ label: 'HTTP 503', reply: http(503), isBare503: true, isTypical: true },
		{
			label: 'damaged TLS record (ERR_SSL)',
			reply: socket(
				'ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC',
				`14A0:error:${openssl}:${badRecord}:../ssl/rec.c:865:\n`,
			),
		},
		{ label: 'read ECONNREFUSED', reply: socket('ECONNREFUSED', 'read ECONNREFUSED', 'read') },
		{ label: 'read EHOSTUNREACH', reply: socket('EHOSTUNREACH', 'read EHOSTUNREACH', 'read') },
		{ label: 'write ENETUNREACH', reply: socket('ENETUNREACH', 'write ENETUNREACH', 'write') },
		{ label: 'no answer in time', reply: () => 'late' },
		{ label: 'ErrorCode 3', reply: said(3) },
		{ label: 'cut JSON', reply: text('{"ErrorCode":0,"Descr') },
		{ label: 'a web page', reply: text('<html><h1>Welcome</h1></html>') },
		{ label: 'an empty answer', reply: text('') },
		{ label: 'HTTP 500', reply: http(500) },
		{ label: 'HTTP 502', reply: http(502) },
	];

/** The request was certainly not processed, and the caller can tell. */
const unsent: readonly ServiceOutcome[] = [
	{
		label: 'connect ECONNREFUSED',
		reply: socket('ECONNREFUSED', 'connect ECONNREFUSED 192.0.2.1:443', 'connect'),
		isTypical: true as const,
	},
	{
		label: 'HTTP 503, Retry-After: 2',
		reply: http(503, { 'retry-after': '2' }),
		isTypical: true as const,
	},
	{ label: 'HTTP 403', reply: http(403), isTypical: true as const },
	{
		label: 'getaddrinfo ENOTFOUND',
		reply: socket('ENOTFOUND', 'getaddrinfo ENOTFOUND api.voicenter.co.il', 'getaddrinfo'),
	},
	{
		label: 'self-signed certificate',
		reply: socket('DEPTH_ZERO_SELF_SIGNED_CERT', 'self-signed certificate'),
	},
	{
		label: 'disconnected before TLS',
		reply: socket(
			'ECONNRESET',
			'Client network socket disconnected before secure TLS connection was established',
		),
	},
	{ label: 'HTTP 413', reply: http(413) },
	{ label: 'HTTP 429', reply: http(429) },
	{ label: 'HTTP 429, Retry-After: 120', reply: http(429, { 'retry-after': '120' }) },
].map((outcome) => ({ ...outcome, takes: false, isCertainlyUnprocessed: true as const }));

const rejections: readonly ServiceOutcome[] = [
	{ label: 'ErrorCode 1', reply: said(1), isTypical: true as const },
	{ label: 'ErrorCode 2', reply: said(2) },
	{ label: 'ErrorCode 4', reply: said(4) },
].map((outcome) => ({
	...outcome,
	takes: false,
	isCertainlyUnprocessed: true as const,
	rejects: true as const,
}));

const either = unclear.flatMap((outcome): ServiceOutcome[] => [
	{ ...outcome, label: `taken, ${outcome.label}`, takes: true },
	{ ...outcome, label: `not accepted, ${outcome.label}`, takes: false },
]);

interface AddResult {
	Target: string | null;
	ErrorCode: number;
	Description: string;
	CustomData: object;
}

type Spoil = (results: AddResult[]) => AddResult[];
type IsRejected = (index: number, count: number) => boolean;

const perLead =
	(spoil: Spoil = (results) => results, rejected: IsRejected = () => false) =>
	(calls: readonly WireCall[]): Reply => {
		const results = calls.map(({ target, variables }, index): AddResult => {
			const code = rejected(index, calls.length) ? 2 : 0;
			return {
				Target: target,
				ErrorCode: code,
				Description: code === 0 ? 'OK' : 'Wrong number',
				CustomData: variables,
			};
		});
		return answer({ ErrorCode: 0, Description: 'OK', AddResult: spoil(results) });
	};

const isFirst: IsRejected = (index) => index === 0;
const isLast: IsRejected = (index, count) => index === count - 1;
const reverse: Spoil = (results) => [...results].reverse();

const bulk = (label: string, more: Partial<ServiceOutcome>): ServiceOutcome => ({
	label,
	takes: true,
	reply: perLead(),
	...more,
});

const addResults: readonly ServiceOutcome[] = [
	bulk('OK without AddResult', { reply: said(0) }),
	bulk('the first is rejected', {
		rejected: isFirst,
		reply: perLead(undefined, isFirst),
		isTypical: true,
	}),
	bulk('the last is rejected', {
		rejected: isLast,
		reply: perLead(undefined, isLast),
		minElements: 2,
	}),
	bulk('AddResult reversed', { reply: perLead(reverse), minElements: 2 }),
	bulk('the first is rejected, AddResult reversed', {
		rejected: isFirst,
		reply: perLead(reverse, isFirst),
		minElements: 2,
		needsDistinct: true,
	}),
	bulk('AddResult without its first entry', { reply: perLead((all) => all.slice(1)) }),
	bulk('the last is rejected, AddResult without its first entry', {
		rejected: isLast,
		reply: perLead((all) => all.slice(1), isLast),
		minElements: 2,
		needsDistinct: true,
	}),
	bulk('AddResult names another number first', {
		reply: perLead(([first, ...rest]) => [{ ...first, Target: '0509999999' }, ...rest]),
	}),
	bulk('AddResult with Target null', {
		reply: perLead((all) => all.map((entry) => ({ ...entry, Target: null }))),
	}),
	bulk('the first is rejected, AddResult with Target null', {
		rejected: isFirst,
		reply: perLead((all) => all.map((entry) => ({ ...entry, Target: null })), isFirst),
	}),
];

export const goodSingle: ServiceOutcome = { label: 'OK', takes: true, reply: said(0) };
export const goodBulk: ServiceOutcome = { label: 'OK', takes: true, reply: perLead() };

export const singleOutcomes: readonly ServiceOutcome[] = [...either, ...unsent, ...rejections];
export const bulkOutcomes: readonly ServiceOutcome[] = [...singleOutcomes, ...addResults];
