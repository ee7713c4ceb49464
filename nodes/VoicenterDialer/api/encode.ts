import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { CredentialRequestError } from './failure';
import { isRecord, parseJson } from './json';
import {
	codeNameAt,
	hasLowerCaseCode,
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

/** A request in the form in which n8n sends it. */
interface Request {
	readonly method?: string;
	readonly headers?: IDataObject;
	readonly qs?: IDataObject;
	readonly body?: unknown;
	readonly form?: unknown;
	readonly formData?: unknown;
}

const methodsWithoutBody: ReadonlySet<string> = new Set(['GET', 'HEAD', 'DELETE', 'OPTIONS']);

/**
 * Adds what the credential decides: the account's `Code`, and IsDateLocal to an OriginateTime; in
 * AddCallsBulk, to each element (vendor's practice). What the request contains is copied: it may belong
 * to an item.
 * @param path of the request's URL
 * @throws CredentialRequestError if the body cannot take the code
 */
export function completeRequest<R extends Request>(
	request: R,
	path: string,
	code: string,
	where: unknown,
): R {
	const needsCode = hasLowerCaseCode(path) || methodAt(path)?.needsCode === true;
	if (where === 'campaignListOnly' && !needsCode) return request;
	const name = codeNameAt(path);
	if (methodsWithoutBody.has(String(request.method ?? 'GET').toUpperCase())) {
		return { ...request, qs: complete(request.qs ?? {}, name, code) };
	}
	const part =
		request.form !== undefined ? 'form' : request.formData !== undefined ? 'formData' : 'body';
	const { [part]: content, headers = {} } = request;
	const contentType = Object.entries(headers).find(([key]) => key.toLowerCase() === 'content-type');
	return { ...request, [part]: withCode(content, name, code, String(contentType?.[1] ?? '')) };
}

/** Anything that n8n accepts as a body. */
function withCode(content: unknown, name: string, code: string, contentType: string): unknown {
	if (content === undefined || content === null || content === '') return { [name]: code };
	if (content instanceof URLSearchParams) {
		return new URLSearchParams(complete(Object.fromEntries(content), name, code));
	}
	if (typeof content === 'string') return withCodeInText(content, name, code, contentType);
	if (Array.isArray(content) && content.every(isRecord)) {
		return content.map((element) => complete(element, name, code));
	}
	if (isForm(content)) {
		content.append(name, code);
		return content;
	}
	if (isPlain(content)) return complete(content, name, code);
	throw otherBody();
}

function complete<T extends Readonly<Record<string, unknown>>>(
	parameters: T,
	name: string,
	code: string,
): T {
	const hasTime = 'OriginateTime' in parameters && !('IsDateLocal' in parameters);
	return {
		...parameters,
		...(hasTime && { IsDateLocal: timesAreEpochSeconds }),
		[name]: code,
	};
}

function withCodeInText(text: string, name: string, code: string, contentType: string): string {
	if (contentType.includes('x-www-form-urlencoded')) {
		return String(withCode(new URLSearchParams(text), name, code, ''));
	}
	const parsed = parseJson(text);
	if (typeof parsed !== 'object' || parsed === null) throw otherBody();
	return JSON.stringify(withCode(parsed, name, code, ''));
}

const isForm = (content: unknown): content is { append(name: string, value: string): void } =>
	typeof content === 'object' &&
	content !== null &&
	'append' in content &&
	typeof content.append === 'function';

/** Neither binary data nor a stream. */
const isPlain = (content: unknown): content is IDataObject =>
	isRecord(content) &&
	Object.prototype.toString.call(content) === '[object Object]' &&
	!('pipe' in content);

const otherBody = () =>
	new CredentialRequestError(
		'The account code cannot be added to a body of this kind',
		'Nothing was sent. Send the body as JSON or as a form.',
	);

/** A credential's URL without surrounding spaces and trailing slashes, ready for a path. */
export function baseAddress(url: unknown): string {
	const address = String(url).trim();
	let end = address.length;
	while (address[end - 1] === '/') end--;
	return address.slice(0, end);
}
