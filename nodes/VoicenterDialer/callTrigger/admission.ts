import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { createHash, timingSafeEqual } from 'node:crypto';
import { isRecord } from '../api/json';
import { toList } from '../input/values';
import type { Admission, WebhookSecret } from './settings';

const credentialName = 'voicenterDialerWebhookApi';

/** @throws where the credential, or an expression, cannot be read */
export async function readAdmission(
	context: IHookFunctions | IWebhookFunctions,
): Promise<Admission> {
	const options = context.getNodeParameter('options', {});
	const entries = isRecord(options) ? options.ipAllowlist : undefined;
	const allowlist = readAllowlist(toList(entries ?? '', 'IP(s) Allowlist'));
	if (context.getNodeParameter('authentication', 'none') === 'none') return { allowlist };
	const { sentIn, name, secret } =
		await context.getCredentials<Partial<WebhookSecret>>(credentialName);
	return {
		allowlist,
		secret: {
			sentIn: sentIn === 'header' ? 'header' : 'query',
			name: String(name ?? '').trim() || 'secret',
			secret: String(secret ?? ''),
		},
	};
}

/** Of a request, what says who sent it. */
export interface Caller {
	readonly ip?: string;
	readonly headers: Readonly<Record<string, unknown>>;
	readonly query: Readonly<Record<string, unknown>>;
}

export interface Refusal {
	readonly status: 401 | 403;
	readonly problem: string;
}

/** Why the caller is not let in; `undefined` if it is. */
export function refusalOf(
	{ ip, headers, query }: Caller,
	{ allowlist, secret }: Admission,
): Refusal | undefined {
	if (!isAllowed(ip, allowlist)) {
		return { status: 403, problem: 'This address is not in the allowlist' };
	}
	if (secret === undefined) return undefined;
	const given =
		secret.sentIn === 'header' ? headers[secret.name.toLowerCase()] : query[secret.name];
	return isSecret(given, secret.secret)
		? undefined
		: { status: 401, problem: 'The secret is missing or wrong' };
}

/** The addresses that requests may come from. */
export interface Allowlist {
	readonly ranges: readonly IpRange[];
	/** What is neither an address nor a range; as long as there is any, nobody is let in. */
	readonly unreadable: readonly string[];
}

/** An empty list lets everybody in. */
export function readAllowlist(entries: readonly string[]): Allowlist {
	const ranges = entries.map(parseIpRange);
	return {
		ranges: ranges.filter((range) => range !== undefined),
		unreadable: entries.filter((_entry, index) => ranges[index] === undefined),
	};
}

export function isAllowed(ip: string | undefined, { ranges, unreadable }: Allowlist): boolean {
	if (unreadable.length > 0) return false;
	if (ranges.length === 0) return true;
	const address = ip === undefined ? undefined : parseIpRange(ip);
	return address !== undefined && ranges.some((range) => isInRange(address, range));
}

/** Addresses that share their first bits. IPv4 written as IPv6 (::ffff:192.0.2.1) is IPv4. */
interface IpRange {
	readonly isVersion4: boolean;
	readonly address: bigint;
	/** How many of the last bits may be anything. */
	readonly freeBits: bigint;
}

const mappedPrefix = 0xffffn;
const byteText = /^(0|[1-9]\d{0,2})$/;
const groupText = /^[\da-f]{1,4}$/i;

/** An address, or a range such as 192.0.2.0/24 or 2001:db8::/32. `undefined`: neither. */
function parseIpRange(text: string): IpRange | undefined {
	const [address, bits, ...more] = text.trim().split('/');
	const number = address.includes(':') ? version6(address) : version4(address);
	if (number === undefined || more.length > 0) return undefined;
	if (bits !== undefined && !byteText.test(bits)) return undefined;
	const isWritten4 = !address.includes(':');
	const width = isWritten4 ? 32 : 128;
	const fixedBits = bits === undefined ? width : Number(bits);
	if (fixedBits > width) return undefined;
	const freeBits = BigInt(width - fixedBits);
	const isMapped = !isWritten4 && number >> 32n === mappedPrefix && freeBits <= 32n;
	return {
		isVersion4: isWritten4 || isMapped,
		address: isMapped ? number & 0xffffffffn : number,
		freeBits,
	};
}

const isInRange = (ip: IpRange, range: IpRange): boolean =>
	ip.isVersion4 === range.isVersion4 &&
	ip.address >> range.freeBits === range.address >> range.freeBits;

function version4(text: string): bigint | undefined {
	const bytes = text.split('.');
	if (bytes.length !== 4 || !bytes.every((byte) => byteText.test(byte) && Number(byte) <= 255)) {
		return undefined;
	}
	return bytes.reduce((number, byte) => (number << 8n) | BigInt(byte), 0n);
}

function version6(text: string): bigint | undefined {
	const [head, tail, ...more] = text.replace(/%.*$/, '').split('::');
	if (more.length > 0) return undefined;
	const before = groupsOf(head);
	const after = tail === undefined ? [] : groupsOf(tail);
	if (before === undefined || after === undefined) return undefined;
	const missing = 8 - before.length - after.length;
	if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
	const groups = [...before, ...Array<string>(missing).fill('0'), ...after];
	return groups.reduce((number, group) => (number << 16n) | BigInt(`0x${group}`), 0n);
}

/** The last two groups may be written as IPv4. */
function groupsOf(text: string): string[] | undefined {
	if (text === '') return [];
	const groups = text.split(':');
	const last = groups[groups.length - 1];
	const ending = last.includes('.') ? version4(last) : undefined;
	if (ending !== undefined) {
		groups.splice(-1, 1, (ending >> 16n).toString(16), (ending & 0xffffn).toString(16));
	}
	return groups.every((group) => groupText.test(group)) ? groups : undefined;
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Takes the same time whatever was given. An empty secret is never right. */
export function isSecret(given: unknown, secret: string): boolean {
	const isRight = timingSafeEqual(digest(typeof given === 'string' ? given : ''), digest(secret));
	return isRight && secret !== '';
}
