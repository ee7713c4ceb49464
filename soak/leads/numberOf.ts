const digits = 8;
const first = 10_000_000;

/** Which lead a phone number belongs to, however it is written; `undefined` for a stranger's. */
export function numberOf(phone: string, leads: number): number | undefined {
	const number = Number(phone.replace(/\D/g, '').slice(-digits)) - first;
	return number >= 0 && number < leads ? number : undefined;
}
