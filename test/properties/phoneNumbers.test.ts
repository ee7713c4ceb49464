import * as fc from 'fast-check';
import { cleanPhoneNumber } from '../../nodes/VoicenterDialer/transport/phone';

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
