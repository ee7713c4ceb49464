/** A JSON object: neither `null` nor an array. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const dangerousNames: ReadonlySet<string> = new Set(['__proto__', 'prototype', 'constructor']);

/** A name that could reach a plain object's prototype. */
export const isDangerousName = (name: string): boolean => dangerousNames.has(name);

/** `undefined` if the text is not JSON. */
export function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
