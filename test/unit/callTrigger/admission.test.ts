import * as fc from 'fast-check';
import {
	isAllowed,
	isSecret,
	readAllowlist,
} from '../../../nodes/VoicenterDialer/callTrigger/admission';

describe('the allowlist', () => {
	const allows = (list: string, ip: string | undefined) =>
		isAllowed(ip, readAllowlist(list.split(',')));

	it.each([
		['192.0.2.1', '192.0.2.1'],
		[' 192.0.2.1 ', '::ffff:192.0.2.1'],
		['::ffff:192.0.2.1', '192.0.2.1'],
		['::ffff:c000:0201', '192.0.2.1'],
		['192.0.2.0/24', '192.0.2.255'],
		['10.0.0.0/8', '::FFFF:10.1.2.3'],
		['::ffff:10.0.0.0/104', '10.1.2.3'],
		['0.0.0.0/0', '203.0.113.9'],
		['203.0.113.64/26,198.51.100.7', '203.0.113.127'],
		['2001:db8::/32', '2001:db8:ffff::1'],
		['2001:db8::1', '2001:0db8:0:0:0:0:0:1'],
		['::1', '::1'],
		['fe80::1', 'fe80::1%eth0'],
		['::/0', '2001:db8::1'],
	])('%s lets %s in', (list, ip) => {
		expect(allows(list, ip)).toBe(true);
	});

	it.each([
		['192.0.2.1', '192.0.2.10'],
		['192.0.2.1', '11.192.0.2'],
		['192.0.2.0/24', '192.0.3.0'],
		['203.0.113.64/26', '203.0.113.128'],
		['2001:db8::/32', '2001:db9::'],
		['::/0', '203.0.113.9'],
		['0.0.0.0/0', '2001:db8::1'],
		['192.0.2.1', undefined],
		['192.0.2.1', 'unknown'],
	])('%s keeps %s out', (list, ip) => {
		expect(allows(list, ip)).toBe(false);
	});

	it.each([
		'localhost',
		'192.0.2',
		'192.0.2.256',
		'192.0.2.01',
		'192.0.2.1/33',
		'192.0.2.1/',
		'192.0.2.1/24/8',
		'192.0.2.*',
		'1::2::3',
		':::',
		'1:2:3:4:5:6:7',
		'1:2:3:4:5:6:7:8:9',
		'1:2:3:4:5:6:7::8',
		'g::1',
		'2001:db8::/129',
		'::1.2.3',
		'',
	])('an unreadable list such as %p lets nobody in', (entry) => {
		const list = readAllowlist(['192.0.2.1', entry]);
		expect(list.unreadable).toEqual([entry]);
		expect(isAllowed('192.0.2.1', list)).toBe(false);
	});

	it('an empty list lets everybody in', () => {
		expect(isAllowed('192.0.2.1', readAllowlist([]))).toBe(true);
		expect(isAllowed(undefined, readAllowlist([]))).toBe(true);
	});

	it('a range contains exactly the addresses with its first bits', () => {
		const address = fc.tuple(...[0, 1, 2, 3].map(() => fc.nat(255)));
		const bitsOf = (bytes: readonly number[]) =>
			bytes.map((byte) => byte.toString(2).padStart(8, '0')).join('');
		fc.assert(
			fc.property(address, address, fc.nat(32), (one, other, bits) => {
				const expected = bitsOf(one).slice(0, bits) === bitsOf(other).slice(0, bits);
				expect(allows(`${one.join('.')}/${bits}`, other.join('.'))).toBe(expected);
				expect(allows(`::ffff:${one.join('.')}/${96 + bits}`, `::ffff:${other.join('.')}`)).toBe(
					expected,
				);
			}),
		);
	});
});

describe('the secret', () => {
	it('is accepted if it is the same', () => {
		expect(isSecret('מפתח 17', 'מפתח 17')).toBe(true);
	});

	it.each(['', 'a', 'abcd', 'ABC', undefined, null, 17, ['abc'], { toString: () => 'abc' }])(
		'is wrong: %p',
		(given) => {
			expect(isSecret(given, 'abc')).toBe(false);
		},
	);

	it('is never accepted if it is empty', () => {
		expect(isSecret('', '')).toBe(false);
		expect(isSecret(undefined, '')).toBe(false);
	});
});
