/** Addresses that share their first bits. IPv4 written as IPv6 (::ffff:192.0.2.1) is IPv4. */
export interface IpRange {
	readonly isVersion4: boolean;
	readonly address: bigint;
	/** How many of the last bits may be anything. */
	readonly freeBits: bigint;
}

const mappedPrefix = 0xffffn;
const byteText = /^(0|[1-9]\d{0,2})$/;
const groupText = /^[\da-f]{1,4}$/i;

/** An address, or a range such as 192.0.2.0/24 or 2001:db8::/32. `undefined`: neither. */
export function parseIpRange(text: string): IpRange | undefined {
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

export const isInRange = (ip: IpRange, range: IpRange): boolean =>
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
