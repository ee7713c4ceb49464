import type { DialingOptions } from './DialingOptions';
import type { NotificationKind } from './Notification';
import { popUpQuery } from './popUpOf';

export interface NotificationRequest {
	readonly method: 'GET' | 'POST';
	readonly url: URL;
	readonly headers: Readonly<Record<string, string>>;
	readonly body?: string;
}

type Fields = Readonly<Record<string, unknown>>;

const textOf = (value: unknown): string =>
	typeof value === 'object' ? JSON.stringify(value) : String(value);

const asTexts = (fields: Fields) =>
	Object.entries(fields).map(([name, value]): [string, string] => [name, textOf(value)]);

/** Pop-ups do not come from the vendor's servers, but from its Chrome extension (vendor's practice). */
const origins: Record<NotificationKind, Record<string, string>> = {
	cdr: {},
	popUp: { origin: 'chrome-extension://ifiaikfdhcagbagdeflffjdammidpbio' },
};

/** The request of a notification. In a form, what is no plain value goes as JSON text. */
export function encodeNotification(
	kind: NotificationKind,
	fields: Fields,
	address: string,
	encoding: DialingOptions['cdrEncoding' | 'popUpEncoding'],
): NotificationRequest {
	const url = new URL(address);
	if (encoding === 'get') {
		for (const [name, text] of asTexts(popUpQuery(fields))) url.searchParams.append(name, text);
		return { method: 'GET', url, headers: origins[kind] };
	}
	const isJson = encoding === 'json';
	const type = isJson ? 'application/json' : 'application/x-www-form-urlencoded';
	const body = isJson ? JSON.stringify(fields) : new URLSearchParams(asTexts(fields)).toString();
	return { method: 'POST', url, headers: { 'content-type': type, ...origins[kind] }, body };
}
