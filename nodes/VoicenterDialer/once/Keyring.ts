import type { IDataObject } from 'n8n-workflow';
import {
	createCipheriv,
	createDecipheriv,
	createHmac,
	createSecretKey,
	hkdfSync,
	randomUUID,
	type KeyObject,
} from 'node:crypto';
import { InputError } from '../api/failure';
import { isRecord } from '../api/json';

const purpose = 'n8n-nodes-voicenter-dialer';

const ivLength = 12;
const tagLength = 16;

/**
 * Hashes and encrypts what the node stores about leads, so that n8n's database alone does not tell whom
 * it is about: a phone number is guessed in seconds from a hash without a key.
 *
 * The key comes from the account code, which n8n encrypts with the instance's key. n8n offers nothing
 * else that is secret, the same on all workers, and not stored beside the data: the instance's ID is
 * in the same database (n8n 2.41) and in exported workflows.
 */
export class Keyring {
	private readonly keyHash: KeyObject;

	private readonly printHash: KeyObject;

	private readonly cipher: KeyObject;

	constructor(secret: string) {
		const derive = (label: string) =>
			createSecretKey(Buffer.from(hkdfSync('sha256', secret, purpose, label, 32)));
		this.keyHash = derive('idempotency keys');
		this.printHash = derive('input fingerprints');
		this.cipher = derive('ledger');
	}

	/** 128 bits of an idempotency key's hash, in hexadecimal. */
	hashKey(key: string): string {
		return createHmac('sha256', this.keyHash).update(key).digest('hex').slice(0, 32);
	}

	/** 48 bits: an execution compares at most 50 of them. */
	print(text: string): string {
		return createHmac('sha256', this.printHash).update(text).digest('base64url').slice(0, 8);
	}

	/** Encrypts a text. The same text gives the same result. */
	seal(text: string): string {
		const iv = createHmac('sha256', this.cipher).update(text).digest().subarray(0, ivLength);
		const cipher = createCipheriv('aes-256-gcm', this.cipher, iv);
		const encrypted = [cipher.update(text, 'utf8'), cipher.final()];
		return Buffer.concat([iv, cipher.getAuthTag(), ...encrypted]).toString('base64');
	}

	/** @returns `undefined` if the text was sealed with another account code */
	open(sealed: unknown): string | undefined {
		const bytes = Buffer.from(String(sealed), 'base64');
		if (bytes.length < ivLength + tagLength) return undefined;
		const content = bytes.subarray(ivLength + tagLength);
		try {
			const decipher = createDecipheriv('aes-256-gcm', this.cipher, bytes.subarray(0, ivLength));
			decipher.setAuthTag(bytes.subarray(ivLength, ivLength + tagLength));
			return Buffer.concat([decipher.update(content), decipher.final()]).toString('utf8');
		} catch {
			return undefined;
		}
	}

	/** Tells nearly every other account code apart, but is too short to find the code with. */
	get check(): string {
		return this.hashKey('').slice(0, 3);
	}
}

interface Secrets {
	readonly accountCode: string;
	readonly previousAccountCode?: string;
}

/** Without a credential nothing is sent, and nothing stored has to be read again. */
export const keyringOf = (credential: Secrets | InputError): Keyring =>
	new Keyring(credential instanceof InputError ? randomUUID() : secretOf(credential));

const secretOf = ({ accountCode, previousAccountCode }: Secrets): string =>
	[previousAccountCode, accountCode].map((code) => String(code ?? '').trim()).find(Boolean) ?? '';

const checkName = 'voicenterDialerKeys';

/**
 * Whether the node's idempotency keys were stored with another account code, so that none of them would
 * be found. The first production execution with keys remembers the code's check.
 * @param data the node's static data, which n8n does not store for test executions
 */
export function changedCodeError(
	data: IDataObject,
	nodeId: string,
	{ check }: Keyring,
): InputError | undefined {
	const known = data[checkName];
	if (!isRecord(known) || known.node !== nodeId) {
		data[checkName] = { node: nodeId, check };
		return undefined;
	}
	return known.check === check ? undefined : changedCode;
}

const changedCode = new InputError(
	'The Account Code in the credential is not the one with which this node stored its idempotency keys',
	'Nothing was sent, because leads that were sent before could not be recognized. Enter the earlier account code as “Previous Account Code” in the credential. If this is another account whose leads may be sent again, replace this node with a copy of it: a copy starts without keys.',
);
