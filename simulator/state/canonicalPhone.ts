const israel = '972';

/** One form for all ways of writing a number: 0501234567 and +972501234567 are 972501234567. */
export function canonicalPhone(target: string): string {
	const digits = target.startsWith('+') ? target.slice(1) : target;
	if (digits.startsWith('00')) return digits.slice(2);
	return digits.startsWith('0') ? israel + digits.slice(1) : digits;
}
