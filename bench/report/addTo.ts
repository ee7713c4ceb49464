/** One more value of a column. */
export function addTo(
	columns: Record<string, number[] | string>,
	name: string,
	value: number,
): void {
	const values = columns[name];
	if (Array.isArray(values)) values.push(value);
	else columns[name] = [value];
}
