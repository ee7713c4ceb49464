import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { createHash, timingSafeEqual } from 'node:crypto';
import { isRecord } from '../api/json';
import { isEmpty, toList } from '../input/values';
import type { Admission, WebhookSecret } from './settings';

const credentialName = 'voicenterDialerWebhookApi';

/** @throws if the credential or an expression cannot be read */
export async function readAdmission(
	context: IHookFunctions | IWebhookFunctions,
	secretOf: (context: IHookFunctions | IWebhookFunctions) => Promise<WebhookSecret> = readSecret,
): Promise<Admission> {
	const options = context.getNodeParameter('options', {});
	const entries = isRecord(options) ? options.ipAllowlist : undefined;
	const allowlist = readAllowlist(
		toList(entries ?? '', 'IP(s) Allowlist'),
		isAllowlistSet(context),
	);
	if (context.getNodeParameter('authentication', 'none') === 'none') return { allowlist };
	return { allowlist, secret: await secretOf(context) };
}

async function readSecret(context: IHookFunctions | IWebhookFunctions): Promise<WebhookSecret> {
	const { sentIn, name, secret, popUpSecret } =
		await context.getCredentials<Partial<WebhookSecret>>(credentialName);
	return {
		sentIn: sentIn === 'header' ? 'header' : 'query',
		name: String(name ?? '').trim() || 'secret',
		secret: String(secret ?? ''),
		popUpSecret: String(popUpSecret ?? ''),
	};
}

interface RememberedSecret {
	readonly secret: Promise<WebhookSecret>;
	readonly readAtMs: number;
}

const secrets = new Map<string, RememberedSecret>();

/** A changed secret applies after this time. */
const rememberedMs = 10_000;

/**
 * Reads each trigger's secret at most every ten seconds: n8n (2.41) needs more than 0.1 s for a
 * credential, and anyone who knows the URL could keep it busy.
 */
export async function rememberSecret(
	context: IHookFunctions | IWebhookFunctions,
): Promise<WebhookSecret> {
	const { id, credentials } = context.getNode();
	const key = [context.getWorkflow().id, id, credentials?.[credentialName]?.id].join(' ');
	const known = secrets.get(key);
	const nowMs = performance.now();
	if (known !== undefined && nowMs - known.readAtMs < rememberedMs) return await known.secret;
	const secret = readSecret(context);
	secrets.set(key, { secret, readAtMs: nowMs });
	return await secret;
}

/** Whether the user has entered anything, even an expression that returns nothing. */
function isAllowlistSet(context: IHookFunctions | IWebhookFunctions): boolean {
	const options: unknown = context.getNode().parameters.options;
	return isRecord(options) && !isEmpty(options.ipAllowlist);
}

/** The parts of a request that identify its sender. */
export interface Caller {
	readonly ip?: string;
	readonly headers: Readonly<Record<string, unknown>>;
	readonly query: Readonly<Record<string, unknown>>;
}

export interface AccessDenial {
	readonly status: 401 | 403;
	readonly problem: string;
}

/** Which events a caller may send. */
export interface Access {
	readonly callEnded: boolean;
	readonly popUps: boolean;
}

export const wrongSecret: AccessDenial = { status: 401, problem: 'The secret is missing or wrong' };

export function checkCaller(
	{ ip, headers, query }: Caller,
	{ allowlist, secret }: Admission,
): Access | AccessDenial {
	if (!isAllowed(ip, allowlist)) {
		return { status: 403, problem: 'This IP address is not in the allowlist' };
	}
	if (secret === undefined) return { callEnded: true, popUps: true };
	const value =
		secret.sentIn === 'header' ? headers[secret.name.toLowerCase()] : query[secret.name];
	const callEnded = isSecret(value, secret.secret);
	const popUps = isSecret(value, secret.popUpSecret || secret.secret);
	return callEnded || popUps ? { callEnded, popUps } : wrongSecret;
}

/** The addresses that requests may come from. */
export interface Allowlist {
	readonly ranges: readonly IpRange[];
	/** Entries that are neither an address nor a range. While there are any, all callers are denied. */
	readonly unreadable: readonly string[];
}

/**
 * Without an allowlist, every address is allowed.
 * @param isSet the user has entered one: if it has no entries, all callers are denied
 */
export function readAllowlist(entries: readonly string[], isSet = entries.length > 0): Allowlist {
	if (isSet && entries.length === 0) return { ranges: [], unreadable: ['(empty)'] };
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

/** Addresses that share their first bits. IPv4-mapped IPv6 (::ffff:192.0.2.1) counts as IPv4. */
interface IpRange {
	readonly isVersion4: boolean;
	readonly address: bigint;
	/** The number of host bits. */
	readonly freeBits: bigint;
}

const mappedPrefix = 0xffffn;
const byteText = /^(0|[1-9]\d{0,2})$/;
const groupText = /^[\da-f]{1,4}$/i;

/** Reads an address or a range, such as 192.0.2.0/24 or 2001:db8::/32. */
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
	const [head, tail, ...more] = text.split('%', 1)[0].split('::');
	if (more.length > 0) return undefined;
	const before = groupsOf(head);
	const after = tail === undefined ? [] : groupsOf(tail);
	if (before === undefined || after === undefined) return undefined;
	const missing = 8 - before.length - after.length;
	if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
	const groups = [...before, ...Array<string>(missing).fill('0'), ...after];
	return groups.reduce((number, group) => (number << 16n) | BigInt(`0x${group}`), 0n);
}

/** The last two groups may be in IPv4 notation. */
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

/** Compares in constant time. An empty secret never matches. */
export function isSecret(value: unknown, secret: string): boolean {
	const matches = timingSafeEqual(digest(typeof value === 'string' ? value : ''), digest(secret));
	return matches && secret !== '';
}
