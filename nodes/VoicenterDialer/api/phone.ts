import { InputError } from './failure';

/**
 * Removes phone number formatting: spaces (and the invisible marks of right-to-left text), dashes
 * (and the typographic minus sign), dots, parentheses, and a leading `+` or `00`. Keeps the rest.
 */
export const cleanPhoneNumber = (text: string): string =>
	isClean.test(text) ? text : withoutFormatting(text).replace(/^\+?(00)?/, '');

const withoutFormatting = (text: string): string => text.replace(/[\s\p{Cf}().\p{Pd}\u2212]/gu, '');

const isClean = /^0?[1-9]\d*$/;

/**
 * An Israeli number as 972501234567, however it is written: mobile (05) and 07 numbers with nine digits
 * after the 972, landlines (02, 03, 04, 08, 09) with eight. A spreadsheet drops the leading zero
 * (501234567). Any other text stays as it is.
 */
export function completeIsraeliNumber(text: string): string {
	const bare = withoutFormatting(text);
	const found =
		international.exec(cleanPhoneNumber(bare)) ??
		(hasCountryCode(bare) ? null : national.exec(bare));
	return found === null ? text : `972${found[1]}`;
}

/** Whether a phone number is written in international form. */
export const hasCountryCode = (text: string): boolean => /^(\+|00)/.test(withoutFormatting(text));

const international = /^9720?([57]\d{8}|[23489]\d{7})$/;

/** 97212345 is rather a cut-off number with its country code than a landline without its zero. */
const national = /^(?:0|(?!972))([57]\d{8}|[23489]\d{7})$/;

/**
 * The same text for every spelling of a number: E.164 digits without the plus. A national Israeli
 * number gets its country code (0501234567 becomes 972501234567; the API accepts both, vendor's
 * practice). For comparison only: the number is sent unchanged.
 */
export function canonicalPhoneNumber(text: string): string {
	const bare = cleanPhoneNumber(text);
	return /^(972)?0\d+$/.test(bare) ? `972${bare.replace(/^(972)?0/, '')}` : bare;
}

/** Whether a text in canonical form is one phone number. A short number may begin with a star. */
export const isPhoneNumber = (phone: string): boolean => /^\*?\d+$/.test(phone);

/** Whether these may be the ten digits of a North American number, without its 1. */
export const isNorthAmericanNumber = (digits: string): boolean =>
	/^[2-9]\d\d[2-9]\d{6}$/.test(digits);

/** Longer than any formatted phone number. */
const longestPhone = 100;

const onlyDigits = /^\d*$/;

/** A spreadsheet adds these decimals when it stores a phone number as a number. */
const emptyFraction = /\.0{1,2}$/;
const scientific = /^[+-]?\d+([.,]\d+e[+-]?|e[+-])\d+$/i;

/**
 * Removes the `.0` or `.00` that a spreadsheet adds to a phone number. Any other decimals are an
 * error: as digits, they would turn it into another person's number.
 *
 * Dots are group separators, not decimal points, after at most four digits (050.123.4567,
 * 050.1234567), or where there are several of them.
 * @throws InputError naming the field
 */
export function dropDecimals(text: string, field: string): string {
	if (onlyDigits.test(text) || text.length > longestPhone) return text;
	const bare = text.replace(/[\s\p{Cf}]/gu, '');
	if (scientific.test(bare)) {
		throw new InputError(
			`“${field}” is a phone number in scientific notation: ${text.slice(0, 60)}`,
			`The spreadsheet rounded the number, so its last digits are lost. Format the column as text, enter the numbers again, and then use them in “${field}”.`,
		);
	}
	const points = pointsBetweenDigits(bare);
	if (points.length === 0 || /\p{L}/u.test(bare)) return text;
	const isPlain = /^\+?\d+\.\d+$/.test(bare);
	const [{ before, after }] = points;
	if (points.length === 1 && emptyFraction.test(bare) && (isPlain || before.length > 4)) {
		return bare.replace(emptyFraction, '');
	}
	const isGrouped =
		points.length > 1
			? points.every((point) => point.before.length <= 5)
			: before.length <= 4 && (isPlain ? isGroup(bare, before, after) : after.length > 1);
	if (isGrouped) return text;
	throw new InputError(
		`“${field}” is a number with a decimal point, not a phone number: ${text.slice(0, 60)}`,
		`Format the column as text in the spreadsheet, and check the expression in “${field}”. Use dots only to separate groups of digits, such as 050.123.4567.`,
	);
}

interface Point {
	/** The digits on its left. */
	readonly before: string;
	readonly after: string;
}

function pointsBetweenDigits(text: string): Point[] {
	// Digits and separators by turns.
	const parts = text.split(/(\D)/);
	return parts.flatMap((part, index) => {
		const [before, after] = [parts[index - 1], parts[index + 1]];
		return part === '.' && before !== '' && after !== '' ? [{ before, after }] : [];
	});
}

/** +972.501234567 and 050.1234567 are phone numbers, 9.72501 and 12.5 are not. */
const isGroup = (bare: string, before: string, after: string): boolean =>
	after.length > 2 && (before.length > 1 || bare.startsWith('+'));
