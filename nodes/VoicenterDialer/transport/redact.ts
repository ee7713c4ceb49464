/** Shorter texts would occur by chance in any sentence. */
const shortestSecret = 4;

/** The text without the account's code: plain, as a URL carries it, or as a web page does. */
export function redact(text: string, secret: string): string {
	const code = secret.trim();
	if (code.length < shortestSecret) return text;
	return [code, encodeURIComponent(code), asFormValue(code), asHtml(code)].reduce(
		(redacted, form) => redacted.replaceAll(form, '***'),
		text,
	);
}

/** Every text inside a JSON value without the account's code. */
export function redactAll<T>(value: T, secret: string): T;
export function redactAll(value: unknown, secret: string): unknown {
	if (typeof value === 'string') return redact(value, secret);
	if (Array.isArray(value)) return value.map((element: unknown) => redactAll(element, secret));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, member]) => [name, redactAll(member, secret)]),
	);
}

const asFormValue = (text: string): string => new URLSearchParams({ '': text }).toString().slice(1);

const asHtml = (text: string): string =>
	text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
