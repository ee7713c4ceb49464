const mostFormFields = 1000;

/** JSON or form fields, told by their look: senders' content types are not to be trusted. */
export function parseText(text: string): unknown {
	const bare = text.replace(/^\uFEFF/, '').trim();
	if (/^[[{"]/.test(bare)) return parseJson(bare);
	const fields = bare.split('&', mostFormFields + 1);
	if (!bare.includes('=') || fields.length > mostFormFields) return undefined;
	return Object.fromEntries(new URLSearchParams(bare));
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
