/** The first and the last quarter of what was seen, in order. */
export function quarters<T>(values: readonly T[]): { first: readonly T[]; last: readonly T[] } {
	const length = Math.max(1, Math.floor(values.length / 4));
	return { first: values.slice(0, length), last: values.slice(-length) };
}
