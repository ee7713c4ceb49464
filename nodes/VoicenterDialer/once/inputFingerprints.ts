import type { INodeExecutionData } from 'n8n-workflow';

/** At most so many items of a run get a fingerprint, spread over the whole input. */
const mostFingerprints = 50;

/**
 * Short hashes of a run's input items, by which a later try recognizes them. They reveal nothing
 * about the people behind the leads. In a long input only every nth item has one.
 */
export function inputFingerprints(items: readonly INodeExecutionData[]): string {
	const stride = strideOf(items.length);
	const prints: string[] = [];
	for (let index = 0; index < items.length; index += stride) {
		prints.push(hash(JSON.stringify(items[index].json)));
	}
	return prints.join(' ');
}

/**
 * Whether an item is still what it was. Where the item has no fingerprint of its own, all of them
 * have to agree.
 */
export function isSameInput(
	before: string,
	now: string,
	itemCount: number,
	itemIndex: number,
): boolean {
	if (before === now || strideOf(itemCount) > 1) return before === now;
	return before.split(' ')[itemIndex] === now.split(' ')[itemIndex];
}

const strideOf = (itemCount: number): number =>
	Math.max(1, Math.ceil(itemCount / mostFingerprints));

/** FNV-1a, 32 bits: fast, and two items collide once in four billion. */
function hash(text: string): string {
	let value = 0x811c9dc5;
	for (let index = 0; index < text.length; index++) {
		value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
	}
	return (value >>> 0).toString(36);
}
