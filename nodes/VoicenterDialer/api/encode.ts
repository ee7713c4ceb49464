import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { extensionsPath, methodOf, pathOf, type Encoding, type MethodName } from './methods';

export type WireValue = string | number | boolean | string[];

/** As the wire has them: names with the prefix, numbers and booleans still what they were. */
export type CustomVariables = Readonly<Record<string, string | number | boolean>>;

/** One call of a method: values as they go out, under the API's own names. */
export interface DialerRequest {
	readonly method: MethodName;
	readonly parameters: Readonly<Record<string, WireValue>>;
	readonly variables: CustomVariables;
}

/** What differs between the encodings; the address, the account's code and the rest come later. */
export type EncodedRequest = Pick<
	IHttpRequestOptions,
	'method' | 'url' | 'headers' | 'body' | 'qs'
>;

/** A request in one of the three encodings that the guide names (chapter 6). */
export function encode(request: DialerRequest, encoding: Encoding): EncodedRequest {
	const url = pathOf(request.method);
	if (encoding === 'json')
		return { method: 'POST', url, headers: jsonHeaders, body: toJson(request) };
	const flat = new URLSearchParams(toFlat(request));
	if (encoding === 'form') return { method: 'POST', url, body: flat };
	return { method: 'GET', url, qs: Object.fromEntries(flat) };
}

/** AddCallsBulk: a JSON array, one element for each call (guide, 6.11). */
export const encodeBulk = (requests: readonly DialerRequest[]): EncodedRequest => ({
	method: 'POST',
	url: pathOf('AddCallsBulk'),
	headers: jsonHeaders,
	body: requests.map(toJson),
});

const jsonHeaders = { 'Content-Type': 'application/json' };

/** Custom variables go inside `CustomData`; some parameters have an object around them. */
export function toJson({ method, parameters, variables }: DialerRequest): IDataObject {
	const json: IDataObject = { ...parameters };
	for (const [name, within] of nestedOf(method)) {
		if (!(name in json)) continue;
		json[within] = { ...(json[within] as IDataObject | undefined), [name]: json[name] };
		delete json[name];
	}
	if (Object.keys(variables).length > 0) json.CustomData = variables;
	return json;
}

const nested = new Map<MethodName, ReadonlyArray<readonly [string, string]>>();

/** The method's parameters that have an object around them. */
function nestedOf(method: MethodName): ReadonlyArray<readonly [string, string]> {
	const known = nested.get(method);
	if (known !== undefined) return known;
	const found = Object.entries(methodOf(method).parameters).flatMap(([name, { within }]) =>
		within === undefined ? [] : [[name, within] as const],
	);
	nested.set(method, found);
	return found;
}

/** Everything at the top level, as text. */
const toFlat = ({ parameters, variables }: DialerRequest): Array<[string, string]> =>
	Object.entries({ ...parameters, ...variables }).map(([name, value]) => [name, String(value)]);

/** Where `Code` goes: the guide asks for it in GetCampaignList, today's service on every method. */
export type SendAccountCode = 'everyRequest' | 'campaignListOnly';

type Request = Pick<IHttpRequestOptions, 'method' | 'url' | 'body' | 'qs'>;

/** The request with the account's `Code`; in AddCallsBulk inside each element (vendor's practice). */
export function addAccountCode<R extends Request>(request: R, code: string, where: unknown): R {
	const { body, qs } = request;
	if (request.url.endsWith(extensionsPath)) {
		return { ...request, body: { ...(body as IDataObject), code } };
	}
	if (where === 'campaignListOnly' && !request.url.endsWith(pathOf('GetCampaignList'))) {
		return request;
	}
	if (request.method === 'GET') return { ...request, qs: { ...qs, Code: code } };
	if (body instanceof URLSearchParams) {
		const form = new URLSearchParams(body);
		form.set('Code', code);
		return { ...request, body: form };
	}
	if (Array.isArray(body)) {
		// In place: of many thousand elements, copies are felt.
		for (const element of body as IDataObject[]) element.Code = code;
		return request;
	}
	return { ...request, body: { ...(body as IDataObject | undefined), Code: code } };
}

/** A credential's address, ready for a path: blanks around it and trailing slashes do no harm. */
export const baseAddress = (url: unknown): string => String(url).trim().replace(/\/+$/, '');
