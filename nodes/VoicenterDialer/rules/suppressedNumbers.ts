import { InputError } from '../api/failure';
import { canonicalPhoneNumber, dropDecimals, isNorthAmericanNumber } from '../api/phone';
import { shown, toFilledList } from '../input/values';
import { completed } from './timeZones';

const field = 'Suppressed Numbers';

const digits = /^\d{3,15}$/;

/** The numbers that must not be called. */
export class SuppressedNumbers {
	private last: unknown;

	private numbers: ReadonlySet<string> = new Set();

	/**
	 * @param list comma-separated, or an array
	 * @param phone in canonical form
	 * @throws InputError naming the rule
	 */
	includes(list: unknown, phone: string): boolean {
		if (!isSameList(list, this.last)) {
			this.numbers = readNumbers(list);
			this.last = list;
		}
		return this.numbers.has(comparable(phone));
	}
}

/** The same, whether people leave out the 972 of Israel or the 1 of North America. */
function comparable(phone: string): string {
	const whole = completed(phone);
	const withoutOne = whole.slice(1);
	return whole.startsWith('1') && isNorthAmericanNumber(withoutOne) ? withoutOne : whole;
}

/** An expression makes a new array for each lead, nearly always with the same numbers. */
const isSameList = (list: unknown, last: unknown): boolean =>
	list === last ||
	(Array.isArray(list) &&
		Array.isArray(last) &&
		list.length === last.length &&
		list.every((entry, index) => entry === last[index]));

function readNumbers(list: unknown): Set<string> {
	return new Set(
		toFilledList(list, field).map((entry) => {
			const phone = canonicalPhoneNumber(dropDecimals(entry, field));
			if (digits.test(phone)) return comparable(phone);
			throw new InputError(
				`“${field}” contains an invalid phone number: ${shown(entry)}`,
				`Enter phone numbers in “${field}”, separated by commas, or use an expression that returns an array of them.`,
			);
		}),
	);
}
