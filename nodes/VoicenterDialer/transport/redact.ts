/** Shorter texts would occur by chance in any sentence. */
const shortestSecret = 4;

/** The text without the account's code, plain or as a URL carries it. */
export function redact(text: string, secret: string): string {
	if (secret.length < shortestSecret) return text;
	return [
		secret,
		encodeURIComponent(secret),
		new URLSearchParams({ '': secret }).toString().slice(1),
	].reduce((redacted, form) => redacted.replaceAll(form, '***'), text);
}
