type Flat = string | number | boolean | null | { [key: string]: Flat } | Flat[];

/**
 * Reads execution data as n8n stores it, in the format of the library "flatted": a list in which
 * every text inside an object is the position of the value it stands for.
 */
export function unflatten(text: string): unknown {
	const values = JSON.parse(text) as Flat[];
	const done = new Map<number, unknown>();

	const valueAt = (position: number): unknown => {
		const value = values[position];
		if (typeof value !== 'object' || value === null) return value;
		if (done.has(position)) return done.get(position);
		const result: unknown[] | Record<string, unknown> = Array.isArray(value) ? [] : {};
		done.set(position, result);
		for (const [key, entry] of Object.entries(value)) {
			Object.defineProperty(result, key, {
				value: typeof entry === 'string' ? valueAt(Number(entry)) : entry,
				enumerable: true,
				configurable: true,
				writable: true,
			});
		}
		return result;
	};
	return valueAt(0);
}
