/** An object with names and values: what JSON calls an object, and neither `null` nor a list. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const dangerousNames: ReadonlySet<string> = new Set(['__proto__', 'prototype', 'constructor']);

/** A name by which a plain object's prototype could be reached. */
export const isDangerousName = (name: string): boolean => dangerousNames.has(name);
