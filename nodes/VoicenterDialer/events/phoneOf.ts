import { canonicalPhoneNumber } from '../transport/phone';

/** Shorter ones are extensions. */
const phoneNumber = /^\d{7,15}$/;

/** A phone number in the one form of its kind, such as 972501234567; `null` for anything else. */
export function phoneOf(text: string | null): string | null {
	if (text === null) return null;
	const number = canonicalPhoneNumber(text);
	return phoneNumber.test(number) ? number : null;
}
