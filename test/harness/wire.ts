import { runInThisContext } from 'node:vm';
import { pathOf, type MethodName } from '../../nodes/VoicenterDialer/api/methods';
import { loadNatively } from './n8n';

/** Exists from Node 22 on, but nock's interceptors call it on any version. */
runInThisContext(`Promise.withResolvers ??= function () {
	let resolve, reject;
	const promise = new this((onResolve, onReject) => ([resolve, reject] = [onResolve, onReject]));
	return { promise, resolve, reject };
}`);

const { default: nock } = loadNatively<typeof import('nock')>('nock');
const NativeError = runInThisContext('Error') as ErrorConstructor;

const voicenter = 'https://api.voicenter.co.il';

/** A request as received by the service. */
export interface SentRequest {
	readonly verb: string;
	/** Without its query. */
	readonly url: string;
	readonly accept?: string;
	readonly contentType?: string;
	readonly query: Record<string, string | string[]>;
	/** Parsed JSON, the fields of a form, or text. */
	readonly body: unknown;
}

export interface HttpReply {
	readonly status?: number;
	readonly headers?: Record<string, string>;
	/** Text is sent unchanged, anything else as JSON. */
	readonly body?: unknown;
}

type Reply = HttpReply | ((request: SentRequest) => HttpReply);

interface AnswerOptions {
	/** Only for requests of this method. */
	readonly method?: string;
	readonly times?: number;
	readonly verb?: 'GET' | 'POST';
	readonly host?: string;
	/** The test does not fail if no request takes this answer. */
	readonly isOptional?: boolean;
}

const isFor = (method?: string) => (path: string) =>
	method === undefined || path.split('?')[0].endsWith(`/${method}`);

/**
 * Replaces the network in each test of the file. A request without an answer and an answer without
 * a request fail the test.
 */
export class Wire {
	requests: SentRequest[] = [];

	private unexpected: string[] = [];

	constructor() {
		const onNoMatch = ({ method, url }: Request) => {
			this.unexpected.push(`${method} ${url}`);
		};
		beforeAll(() => {
			if (!nock.isActive()) nock.activate();
			nock.disableNetConnect();
			nock.emitter.on('no match', onNoMatch);
		});
		beforeEach(() => {
			this.requests = [];
			this.unexpected = [];
		});
		afterEach(() => {
			const missing = nock.pendingMocks();
			nock.cleanAll();
			expect({ unexpected: this.unexpected, missing }).toEqual({ unexpected: [], missing: [] });
		});
		afterAll(() => {
			nock.emitter.off('no match', onNoMatch);
			nock.enableNetConnect();
			nock.restore();
		});
	}

	/** Queues an answer for the next requests. */
	answer(reply: Reply, options: AnswerOptions = {}): void {
		const { times = 1, verb = 'POST', host = voicenter, isOptional = false, method } = options;
		const keep = (request: SentRequest) => this.requests.push(request);
		nock(host)
			.intercept(isFor(method), verb)
			.optionally(isOptional)
			.times(times)
			.reply(async (sent: Request) => {
				const request = await read(sent);
				keep(request);
				const given = typeof reply === 'function' ? reply(request) : reply;
				const text = typeof given.body === 'string' ? given.body : JSON.stringify(given.body);
				return [given.status ?? 200, text, given.headers ?? {}];
			});
	}

	/** The requests for one method. */
	of(method: string): SentRequest[] {
		return this.requests.filter(({ url }) => isFor(method)(url));
	}

	/** The next request fails below HTTP, with an error of Node's own kind. */
	fail(code: string, message: string, options: AnswerOptions = {}): void {
		const { times = 1, verb = 'POST', method } = options;
		nock(voicenter)
			.intercept(isFor(method), verb)
			.times(times)
			.replyWithError(Object.assign(new NativeError(message), { code }));
	}
}

async function read(request: Request): Promise<SentRequest> {
	const { origin, pathname, searchParams } = new URL(request.url);
	const contentType = request.headers.get('content-type')?.split(';')[0];
	return {
		verb: request.method,
		url: origin + pathname,
		accept: request.headers.get('accept') ?? undefined,
		contentType,
		query: fieldsOf(searchParams),
		body: parse(await request.clone().text(), contentType),
	};
}

function parse(text: string, contentType?: string): unknown {
	if (contentType === 'application/json') return JSON.parse(text) as unknown;
	if (contentType !== 'application/x-www-form-urlencoded') return text;
	return fieldsOf(new URLSearchParams(text));
}

function fieldsOf(parameters: URLSearchParams): Record<string, string | string[]> {
	const fields = new Map<string, string | string[]>();
	for (const name of new Set(parameters.keys())) {
		const values = parameters.getAll(name);
		fields.set(name, values.length === 1 ? values[0] : values);
	}
	return Object.fromEntries(fields);
}

/** The guide's OK. */
export const ok: HttpReply = { body: { ErrorCode: 0, Description: 'OK' } };

export const okWith = (data: unknown): HttpReply => ({
	body: { Data: data, ErrorCode: 0, Description: 'OK' },
});

export const no = (errorCode: unknown, description = 'No'): HttpReply => ({
	body: { ErrorCode: errorCode, Description: description },
});

export type Encoding = 'json' | 'form' | 'query';
export const encodings: readonly Encoding[] = ['json', 'form', 'query'];

const urlOf = (method: string, host: string) => host + pathOf(method as MethodName);

/** POST with a JSON body. */
export const jsonRequest = (method: string, body: unknown, host = voicenter): SentRequest => ({
	verb: 'POST',
	url: urlOf(method, host),
	accept: 'application/json',
	contentType: 'application/json',
	query: {},
	body,
});

/** POST with a form body. */
export const formRequest = (method: string, body: Record<string, string>): SentRequest => ({
	...jsonRequest(method, body),
	contentType: 'application/x-www-form-urlencoded',
});

/** GET with a query string. */
export const queryRequest = (method: string, query: Record<string, string>): SentRequest => ({
	verb: 'GET',
	url: urlOf(method, voicenter),
	accept: 'application/json',
	contentType: undefined,
	query,
	body: '',
});

export const verbOf = (encoding: Encoding) => (encoding === 'query' ? 'GET' : 'POST');

/** The same request in one of the three encodings. `flat` has the values of form and query. */
export function requestIn(
	encoding: Encoding,
	method: string,
	json: object,
	flat = json as Record<string, string>,
): SentRequest {
	if (encoding === 'json') return jsonRequest(method, json);
	return encoding === 'form' ? formRequest(method, flat) : queryRequest(method, flat);
}
