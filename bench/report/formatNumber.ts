/** As many digits as a measurement is worth. */
export function formatNumber(value: number): string {
	if (!Number.isFinite(value)) return '–';
	const digits =
		Math.abs(value) >= 100 || Number.isInteger(value) ? 0 : Math.abs(value) >= 10 ? 1 : 2;
	return value.toLocaleString('en', {
		minimumFractionDigits: digits,
		maximumFractionDigits: digits,
	});
}
