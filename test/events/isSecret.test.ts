import { isSecret } from '../../nodes/VoicenterDialer/callTrigger/admission';

it('is right when it is the same', () => {
	expect(isSecret('מפתח 17', 'מפתח 17')).toBe(true);
});

it.each(['', 'a', 'abcd', 'ABC', undefined, null, 17, ['abc'], { toString: () => 'abc' }])(
	'is wrong: %p',
	(given) => {
		expect(isSecret(given, 'abc')).toBe(false);
	},
);

it('is never right when there is none', () => {
	expect(isSecret('', '')).toBe(false);
	expect(isSecret(undefined, '')).toBe(false);
});
