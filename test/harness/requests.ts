import { voicenter, type SentRequest } from './wire';

export type Encoding = 'json' | 'form' | 'query';
export const encodings: readonly Encoding[] = ['json', 'form', 'query'];

const urlOf = (method: string, host: string) => `${host}/ForwardDialer/Dialer/${method}`;

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

/** The same request in one of the three encodings; `flat` is what form and query carry. */
export function requestIn(
	encoding: Encoding,
	method: string,
	json: object,
	flat = json as Record<string, string>,
): SentRequest {
	if (encoding === 'json') return jsonRequest(method, json);
	return encoding === 'form' ? formRequest(method, flat) : queryRequest(method, flat);
}
