import * as fc from 'fast-check';
import { canonicalPhoneNumber } from '../../nodes/VoicenterDialer/api/phone';

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

it('tells any two numbers of a country apart, and knows one in both spellings', () => {
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
