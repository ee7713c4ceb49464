/**
 * Takes off how people write phone numbers: spaces (and the invisible marks that come along with
 * right-to-left text), dashes (and the minus sign of typeset text), dots, parentheses, and a leading
 * `+` or `00`. The rest stays.
 */
export const cleanPhoneNumber = (text: string): string =>
	isClean.test(text)
		? text
		: text.replace(/[\s\p{Cf}().\p{Pd}\u2212]/gu, '').replace(/^\+?(00)?/, '');

const isClean = /^0?[1-9]\d*$/;

/**
 * One form for every way to write the same number: E.164 digits without the plus. A national
 * Israeli number gets its country code (0501234567 is 972501234567; the API accepts both, vendor's
 * practice). Only for comparing: what is sent stays as it was.
 */
export function canonicalPhoneNumber(text: string): string {
	const bare = cleanPhoneNumber(text);
	return /^(972)?0\d+$/.test(bare) ? `972${bare.replace(/^(972)?0/, '')}` : bare;
}
