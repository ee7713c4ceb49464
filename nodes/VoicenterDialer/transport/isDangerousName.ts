const dangerousNames: ReadonlySet<string> = new Set(['__proto__', 'prototype', 'constructor']);

/** A name by which a plain object's prototype could be reached. */
export const isDangerousName = (name: string): boolean => dangerousNames.has(name);
