import * as fc from 'fast-check';
import { cleanPhoneNumber, dropDecimals } from '../../nodes/VoicenterDialer/api/phone';

const written = fc.string({
	unit: fc.constantFrom(...'0123456789+ -.()#*x', '\u00a0', '–'),
	maxLength: 20,
});

it('leaves nothing of how people write numbers', () => {
	fc.assert(
		fc.property(written, (text) => {
			expect(cleanPhoneNumber(text)).not.toMatch(/[\s().–-]/);
		}),
	);
});

it('keeps the digits, but for a leading 00', () => {
	fc.assert(
		fc.property(written, (text) => {
			const digits = (value: string) => value.replace(/\D/g, '');
			expect(digits(text).replace(/^0*/, '')).toBe(
				digits(cleanPhoneNumber(text)).replace(/^0*/, ''),
			);
		}),
	);
});

const number = fc
	.record({
		mark: fc.constantFrom('', '+', '00', ' (+', '0'),
		first: fc.constantFrom(...'123456789'),
		rest: written.map((text) => text.replace(/\+/g, '')),
	})
	.map(({ mark, first, rest }) => mark + first + rest);

it('changes a clean number no more', () => {
	fc.assert(
		fc.property(number, (text) => {
			const once = cleanPhoneNumber(text);
			expect(cleanPhoneNumber(once)).toBe(once);
			expect(once).toMatch(/^0?[1-9]/);
		}),
	);
});

it('never makes a digit of the number out of a decimal', () => {
	const digits = fc.integer({ min: 10_000_000, max: 999_999_999_999 }).map(String);
	const fraction = fc.string({
		unit: fc.constantFrom(...'0123456789'),
		minLength: 1,
		maxLength: 6,
	});
	fc.assert(
		fc.property(fc.constantFrom('', '0', '+'), digits, fraction, (mark, whole, decimals) => {
			const text = `${mark}${whole}.${decimals}`;
			if (/^0{1,2}$/.test(decimals)) {
				expect(dropDecimals(text, 'Phone')).toBe(mark + whole);
			} else {
				expect(() => dropDecimals(text, 'Phone')).toThrow('“Phone”');
			}
		}),
	);
});

it('leaves alone what has no decimal point', () => {
	fc.assert(
		fc.property(
			written.filter((text) => !text.includes('.')),
			(text) => {
				expect(dropDecimals(text, 'Phone')).toBe(text);
			},
		),
	);
});
