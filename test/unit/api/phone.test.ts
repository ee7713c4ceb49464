import * as fc from 'fast-check';
import {
	canonicalPhoneNumber,
	cleanPhoneNumber,
	dropDecimals,
} from '../../../nodes/VoicenterDialer/api/phone';

it.each([
	'0501234567',
	'972501234567',
	'+972 50-123-4567',
	'00972501234567',
	'050.123.4567',
	'(050) 1234567',
	'+972 (0)50 1234567',
	' 0501234567\u200f',
])('%j is 972501234567', (written) => {
	expect(canonicalPhoneNumber(written)).toBe('972501234567');
});

it.each([
	['+1 212 555 0100', '12125550100'],
	['0044 20 7946 0018', '442079460018'],
	['*2404', '*2404'],
	['2404', '2404'],
	['', ''],
])('%j is not Israeli', (written, canonical) => {
	expect(canonicalPhoneNumber(written)).toBe(canonical);
});

it('distinguishes any two numbers of a country, and recognizes a number in both spellings', () => {
	const number = fc.integer({ min: 20_000_000, max: 599_999_999 }).map(String);
	fc.assert(
		fc.property(number, number, (one, other) => {
			expect(canonicalPhoneNumber(`0${one}`)).toBe(canonicalPhoneNumber(`+972${one}`));
			expect(canonicalPhoneNumber(`0${one}`) === canonicalPhoneNumber(`972${other}`)).toBe(
				one === other,
			);
		}),
	);
});

it('reads a number of a million digits', () => {
	const digits = '9'.repeat(1_000_000);
	expect(dropDecimals(digits, 'Phone')).toBe(digits);
});

describe('any number', () => {
	const written = fc.string({
		unit: fc.constantFrom(...'0123456789+ -.()#*x', '\u00a0', '–'),
		maxLength: 20,
	});

	it('removes everything that people add to numbers', () => {
		fc.assert(
			fc.property(written, (text) => {
				expect(cleanPhoneNumber(text)).not.toMatch(/[\s().–-]/);
			}),
		);
	});

	it('keeps the digits, except for a leading 00', () => {
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

	it('does not change a clean number', () => {
		fc.assert(
			fc.property(number, (text) => {
				const once = cleanPhoneNumber(text);
				expect(cleanPhoneNumber(once)).toBe(once);
				expect(once).toMatch(/^0?[1-9]/);
			}),
		);
	});

	it('never turns a decimal into a digit of the number', () => {
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

	it('does not change a number without a decimal point', () => {
		fc.assert(
			fc.property(
				written.filter((text) => !text.includes('.')),
				(text) => {
					expect(dropDecimals(text, 'Phone')).toBe(text);
				},
			),
		);
	});
});
