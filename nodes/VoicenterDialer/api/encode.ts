import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import {
	extensionsPath,
	methodAt,
	methodOf,
	pathOf,
	timesAreEpochSeconds,
	type Encoding,
	type MethodName,
} from './methods';

export type WireValue = string | number | boolean | string[] | number[] | IDataObject[];

/** As sent: names with the prefix, numbers and booleans unchanged. */
export type CustomVariables = Readonly<Record<string, string | number | boolean>>;

/** One API request, before encoding: values as sent, under the API's own names. */
export interface DialerRequest {
	readonly method: MethodName;
	readonly parameters: Readonly<Record<string, WireValue>>;
	readonly variables: CustomVariables;
}

/** The parts that differ between encodings. The base URL and `completeRequest` add the rest. */
export type EncodedRequest = Pick<
	IHttpRequestOptions,
	'method' | 'url' | 'headers' | 'body' | 'qs'
>;

/** Encodes a request in one of the three encodings (guide, chapter 6). */
export function encode(request: DialerRequest, encoding: Encoding): EncodedRequest {
	const url = pathOf(request.method);
	if (encoding === 'json')
		return { method: 'POST', url, headers: jsonHeaders, body: toJson(request) };
	const flat = new URLSearchParams(toFlat(request));
	if (encoding === 'form') return { method: 'POST', url, body: flat };
	return { method: 'GET', url, qs: Object.fromEntries(flat) };
}

/**
 * AddCallsBulk takes a JSON array with one element per call (guide, 6.11), the Do-Not-Call list an
 * object with a list of phone numbers (vendor's practice).
 */
export function encodeBulk(requests: readonly DialerRequest[]): EncodedRequest {
	const [{ method }] = requests;
	const { list } = methodOf(method);
	const elements = requests.map(toJson);
	const body = list === undefined ? elements : { [list]: elements };
	return { method: 'POST', url: pathOf(method), headers: jsonHeaders, body };
}

const jsonHeaders = { 'Content-Type': 'application/json' };

/** Custom variables go inside `CustomData`. Some parameters are nested in another object. */
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

/** The method's parameters that are nested in another object. */
function nestedOf(method: MethodName): ReadonlyArray<readonly [string, string]> {
	const known = nested.get(method);
	if (known !== undefined) return known;
	const found = Object.entries(methodOf(method).parameters).flatMap(([name, { within }]) =>
		within === undefined ? [] : [[name, within] as const],
	);
	nested.set(method, found);
	return found;
}

/** All parameters at the top level, as text. */
const toFlat = ({ parameters, variables }: DialerRequest): Array<[string, string]> =>
	Object.entries({ ...parameters, ...variables }).map(([name, value]) => [name, String(value)]);

/**
 * Which requests carry `Code`: of the guide's methods, GetCampaignList alone, and OriginateTime has no
 * IsDateLocal (guide), or every one, and it has one (vendor's practice). Methods that only the vendor's
 * practice knows always carry it.
 */
export type SendAccountCode = 'everyRequest' | 'campaignListOnly';

type Request = Pick<IHttpRequestOptions, 'method' | 'url' | 'body' | 'qs'>;

/**
 * Adds what the credential decides: the account's `Code`, and IsDateLocal to an OriginateTime; in
 * AddCallsBulk, to each element (vendor's practice). Bulk elements are changed in place.
 */
export function completeRequest<R extends Request>(request: R, code: string, where: unknown): R {
	const { body, qs } = request;
	if (request.url.endsWith(extensionsPath)) {
		return { ...request, body: { ...(body as IDataObject), code } };
	}
	const method = methodAt(request.url);
	if (where === 'campaignListOnly' && method?.needsCode !== true) return request;
	if (request.method === 'GET') return { ...request, qs: complete({ ...qs }, code) };
	if (body instanceof URLSearchParams) {
		const form = complete(Object.fromEntries(body), code);
		return { ...request, body: new URLSearchParams(form) };
	}
	if (method?.names !== undefined) {
		return { ...request, body: { ...(body as IDataObject), [method.names.code]: code } };
	}
	if (Array.isArray(body)) {
		// Copying many thousand elements is slow.
		for (const element of body as IDataObject[]) complete(element, code);
		return request;
	}
	return { ...request, body: complete({ ...(body as IDataObject | undefined) }, code) };
}

/** Changes the parameters in place. */
function complete<P extends IDataObject>(parameters: P, code: string): P {
	const vendor: IDataObject = parameters;
	if ('OriginateTime' in parameters) vendor.IsDateLocal = timesAreEpochSeconds;
	vendor.Code = code;
	return parameters;
}

/** A credential's URL without surrounding spaces and trailing slashes, ready for a path. */
export function baseAddress(url: unknown): string {
	const address = String(url).trim();
	let end = address.length;
	while (address[end - 1] === '/') end--;
	return address.slice(0, end);
}
