/** All text that can be reached from a value: also what `JSON.stringify` leaves out, such as causes. */
export function everythingIn(value: unknown): string {
	const seen = new Set<unknown>();
	const texts: string[] = [];
	const visit = (part: unknown): void => {
		if (typeof part === 'string') texts.push(part);
		if (typeof part !== 'object' || part === null || seen.has(part)) return;
		seen.add(part);
		for (const name of Object.getOwnPropertyNames(part)) {
			texts.push(name);
			visit((part as Record<string, unknown>)[name]);
		}
	};
	visit(value);
	return texts.join('\n');
}
