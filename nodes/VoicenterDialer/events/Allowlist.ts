import { isInRange, parseIpRange, type IpRange } from './IpRange';

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
