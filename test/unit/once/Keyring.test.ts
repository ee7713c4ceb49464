import type { IDataObject } from 'n8n-workflow';
import { InputError } from '../../../nodes/VoicenterDialer/api/failure';
import { changedCodeError, Keyring, keyringOf } from '../../../nodes/VoicenterDialer/once/Keyring';

const keyring = new Keyring('account code');

it('hashes the same in every process, and otherwise with another code', () => {
	const again = new Keyring('account code');
	const other = new Keyring('account codf');
	expect(keyring.hashKey('0501234567')).toMatch(/^[0-9a-f]{32}$/);
	expect(again.hashKey('0501234567')).toBe(keyring.hashKey('0501234567'));
	expect(other.hashKey('0501234567')).not.toBe(keyring.hashKey('0501234567'));
	expect(again.print('a')).toBe(keyring.print('a'));
	expect(other.print('a')).not.toBe(keyring.print('a'));
	expect(keyring.print('a')).toHaveLength(8);
});

it.each(['', 'a', '{"target":"0501234567"}', 'שלום 😀'.repeat(5000)])(
	'opens what it sealed',
	(text) => {
		const sealed = keyring.seal(text);
		expect(keyring.open(sealed)).toBe(text);
		expect(keyring.seal(text)).toBe(sealed);
		expect(new Keyring('another').open(sealed)).toBeUndefined();
		for (const spot of [0, 14, 30]) {
			const bytes = Buffer.from(sealed, 'base64');
			if (spot >= bytes.length) continue;
			bytes[spot] ^= 1;
			expect(keyring.open(bytes.toString('base64'))).toBeUndefined();
		}
	},
);

it.each([undefined, null, '', 'x', 17, {}, [], 'A'.repeat(100)])('does not open %j', (sealed) => {
	expect(keyring.open(sealed)).toBeUndefined();
});

it.each([
	[{ accountCode: 'a1b2' }, 'a1b2'],
	[{ accountCode: ' a1b2 ', previousAccountCode: ' ' }, 'a1b2'],
	[{ accountCode: 'new', previousAccountCode: ' old ' }, 'old'],
	[{ accountCode: 4711 as unknown as string }, '4711'],
])('the secret of %j is %j', (credential, secret) => {
	expect(keyringOf(credential).check).toBe(new Keyring(secret).check);
});

it('without a credential, every keyring is another', () => {
	const none = new InputError('No credential', '');
	expect(keyringOf(none).hashKey('a')).not.toBe(keyringOf(none).hashKey('a'));
});

it('remembers the code of a node by three characters', () => {
	const data: IDataObject = {};
	expect(changedCodeError(data, 'n1', keyring)).toBeUndefined();
	expect(data).toEqual({ voicenterDialerKeys: { node: 'n1', check: keyring.check } });
	expect(keyring.check).toHaveLength(3);
	expect(changedCodeError(data, 'n1', keyring)).toBeUndefined();
	expect(changedCodeError(data, 'n1', new Keyring('another'))).toBeInstanceOf(InputError);
	// A copy of the node under the same name has no keys yet.
	expect(changedCodeError(data, 'n2', new Keyring('another'))).toBeUndefined();
});
