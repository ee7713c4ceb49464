import type { Violations } from './Violations';

/** A query string or form body as an object of texts. */
export function readPairs(text: string, violations: Violations): Record<string, string> {
	const pairs = [...new URLSearchParams(text)];
	const names = new Set<string>();
	for (const [name] of pairs) {
		if (names.has(name)) violations.add(`${name} is sent twice`);
		names.add(name);
	}
	return Object.fromEntries(pairs);
}
