import type { IDataObject } from 'n8n-workflow';

/** A JSON object: neither `null` nor an array. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** The entries of a list from the service. What is unreadable counts as missing. */
export const recordsIn = (list: unknown): IDataObject[] =>
	Array.isArray(list) ? (list.filter(isRecord) as IDataObject[]) : [];

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
