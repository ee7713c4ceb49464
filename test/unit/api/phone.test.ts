import * as fc from 'fast-check';
import {
	canonicalPhoneNumber,
	cleanPhoneNumber,
	completeIsraeliNumber,
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

describe('Complete Israeli Numbers', () => {
	it.each([
		// Mobile
		['0501234567', '972501234567'],
		['501234567', '972501234567'],
		['972501234567', '972501234567'],
		['9720501234567', '972501234567'],
		['+972501234567', '972501234567'],
		['+972-50-123-4567', '972501234567'],
		['00972 50 1234567', '972501234567'],
		['+972 (0)50 1234567', '972501234567'],
		[' 050-123 45.67\u200f', '972501234567'],
		['50-1234567', '972501234567'],
		['0599999999', '972599999999'],
		// 07x
		['0722776772', '972722776772'],
		['722776772', '972722776772'],
		['9720722776772', '972722776772'],
		// Landlines
		['021234567', '97221234567'],
		['03-123-4567', '97231234567'],
		['31234567', '97231234567'],
		['041234567', '97241234567'],
		['81234567', '97281234567'],
		['097212345', '97297212345'],
		['97231234567', '97231234567'],
		['972031234567', '97231234567'],
	])('%j becomes %s', (written, completed) => {
		expect(completeIsraeliNumber(written)).toBe(completed);
	});

	it.each([
		['a digit too few', '050123456'],
		['a digit too many', '05012345678'],
		['a digit too few after 972', '97250123456'],
		['a digit too many after 972', '9725012345678'],
		['a digit too few without its zero', '50123456'],
		['a landline with a digit too few', '03123456'],
		['a landline with a digit too many', '0312345678'],
		['an area that does not exist', '061234567'],
		['an area that does not exist', '011234567'],
		['a toll-free number', '1800123456'],
		['a service number', '1700700700'],
		['a star number', '*2404'],
		['a short number', '2404'],
		['an extension', '0501234567#5'],
		['ten US digits that begin with 5', '5012345678'],
		['a US number', '15012345678'],
		['a US number', '+1 (501) 234-5678'],
		['a Peruvian number', '51912345678'],
		['a Russian number', '+7 912 345-67-89'],
		['+ and no 972: Surinam', '+597 471234'],
		['00 and no 972: Saint-Pierre', '00508411234'],
		['+ and no 972: Germany', '+49 301234'],
		['+ and no country code', '+0501234567'],
		['972 that may be cut off', '97212345'],
		['972 twice', '972972501234567'],
		['decimals', '501234567.5'],
		['letters', '050123456O'],
		['digits of another script', '٠٥٠١٢٣٤٥٦٧'],
		['nothing', ''],
	])('%s stays as it is: %j', (_what, text) => {
		expect(completeIsraeliNumber(text)).toBe(text);
	});

	it('changes nothing a second time, and no number for another', () => {
		const national = fc.oneof(
			fc.integer({ min: 500_000_000, max: 599_999_999 }),
			fc.integer({ min: 700_000_000, max: 799_999_999 }),
			fc.integer({ min: 20_000_000, max: 49_999_999 }),
		);
		const mark = fc.constantFrom('', '0', '972', '9720', '+972', '00972', '+972 (0)');
		fc.assert(
			fc.property(mark, national, (before, number) => {
				const completed = completeIsraeliNumber(`${before}${number}`);
				expect(completed).toBe(`972${number}`);
				expect(completeIsraeliNumber(completed)).toBe(completed);
				expect(canonicalPhoneNumber(completed)).toBe(completed);
			}),
		);
	});
});

it('reads a number of a million digits', () => {
	const digits = '9'.repeat(1_000_000);
	expect(dropDecimals(digits, 'Phone')).toBe(digits);
	expect(completeIsraeliNumber(digits)).toBe(digits);
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
