/** Rounded to three significant digits or whole numbers. */
export function formatNumber(value: number): string {
	if (!Number.isFinite(value)) return '–';
	const digits =
		Math.abs(value) >= 100 || Number.isInteger(value) ? 0 : Math.abs(value) >= 10 ? 1 : 2;
	return value.toLocaleString('en', {
		minimumFractionDigits: digits,
		maximumFractionDigits: digits,
	});
}

export function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = sorted.length >> 1;
	return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** A table in Markdown; all columns but the first are numbers. */
export function markdownTable(
	head: readonly string[],
	body: ReadonlyArray<readonly string[]>,
): string {
	const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
	return [
		line(head),
		line(head.map((_, index) => (index === 0 ? '---' : '---:'))),
		...body.map(line),
	].join('\n');
}
