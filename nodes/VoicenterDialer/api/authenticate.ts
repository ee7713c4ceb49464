import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';
import { completeRequest } from './encode';
import { CredentialRequestError } from './failure';
import { shortestCode } from './redaction';

/**
 * A request as n8n passes it to a credential. Its newer request helper has `baseURL` and `url`; the
 * helper of the HTTP Request node has `uri`, and `form` and `formData` beside `body`.
 */
export type RequestToAuthenticate = Partial<Omit<IHttpRequestOptions, 'method'>> & {
	readonly method?: string;
	readonly uri?: unknown;
	readonly form?: unknown;
	readonly formData?: unknown;
};

/**
 * Adds the account code to a request, if it goes to the Base URL's or the Monitor URL's host.
 *
 * The request goes to exactly the URL that was checked, whatever its parts were. It follows no
 * redirects, because a redirect may repeat the body at another host.
 * @throws CredentialRequestError
 */
export function authenticate(
	{ accountCode, baseUrl, monitorUrl, sendAccountCode }: ICredentialDataDecryptedObject,
	request: RequestToAuthenticate,
): RequestToAuthenticate {
	const code = String(accountCode ?? '').trim();
	if (code.length < shortestCode) {
		throw new CredentialRequestError(
			`The Account Code in the credential has fewer than ${shortestCode} characters`,
			'Nothing was sent. Copy the whole account code from the Voicenter control panel.',
		);
	}
	const { uri, url, baseURL, ...rest } = request;
	const given = [uri, url].filter((address) => address !== undefined);
	const targets = given.map((address) => targetOf(address, baseURL));
	const allowed = [baseUrl, monitorUrl].flatMap((address) => originOf(parse(address)));
	const [target] = targets;
	if (target === undefined || !targets.every((other) => isSame(other, target, allowed))) {
		throw foreignAddress(targets, allowed);
	}
	const checked = {
		...rest,
		...(uri !== undefined && { uri: target.href }),
		...(url !== undefined && { url: target.href }),
		disableFollowRedirect: true,
		followRedirect: false,
		followAllRedirects: false,
		maxRedirects: 0,
	};
	return completeRequest(checked, target.pathname, code, sendAccountCode);
}

const isSame = (one: URL | undefined, other: URL, allowed: readonly string[]): boolean =>
	one?.href === other.href && originOf(one).some((origin) => allowed.includes(origin));

/** How n8n's HTTP client reads an address: an absolute one replaces the base. */
function targetOf(address: unknown, base: unknown): URL | undefined {
	const text = String(address);
	if (base === undefined || base === '' || /^([a-z][a-z\d+.-]*:)?\/\//i.test(text)) {
		return parse(text);
	}
	const path = text.replace(/^\/+/, '');
	return parse(path === '' ? base : `${String(base).replace(/\/$/, '')}/${path}`);
}

function parse(address: unknown): URL | undefined {
	const text = String(address ?? '').trim();
	return URL.canParse(text) ? new URL(text) : undefined;
}

/** Scheme, host and port. Nothing but HTTP has them. */
const originOf = (url: URL | undefined): string[] =>
	url?.protocol === 'https:' || url?.protocol === 'http:' ? [url.origin] : [];

function foreignAddress(
	targets: ReadonlyArray<URL | undefined>,
	allowed: readonly string[],
): CredentialRequestError {
	const [foreign] = targets.flatMap(originOf).filter((origin) => !allowed.includes(origin));
	const what = foreign === undefined ? 'this address' : `“${foreign}”`;
	const known = [...new Set(allowed)].map((origin) => `“${origin}”`).join(' or ');
	return new CredentialRequestError(
		`This credential cannot be used for ${what}, because it would receive the account code`,
		known === ''
			? 'Nothing was sent. Enter a valid Base URL in the credential, such as https://api.voicenter.co.il'
			: `Nothing was sent. Use a URL that begins with ${known}, or change the Base URL in the credential.`,
	);
}

/** Whether the code would travel in plain text, to another computer. */
export function isPlainText(address: unknown): boolean {
	const url = parse(address);
	return url?.protocol === 'http:' && !/^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
}
