import type { INodeExecutionData } from 'n8n-workflow';

/** So many items of a run are remembered one by one, spread over the whole input. */
const mostPrints = 50;

/**
 * Short marks of a run's input items, by which a later try knows them again. They tell nothing
 * about the persons behind the leads. Of a long input only every nth item has one.
 */
export function inputPrints(items: readonly INodeExecutionData[]): string {
	const stride = strideOf(items.length);
	const prints: string[] = [];
	for (let index = 0; index < items.length; index += stride) {
		prints.push(hash(JSON.stringify(items[index].json)));
	}
	return prints.join(' ');
}

/**
 * Whether an item is still what it was. Where the item has no mark of its own, all the marks
 * together have to agree.
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

const strideOf = (itemCount: number): number => Math.max(1, Math.ceil(itemCount / mostPrints));

/** FNV-1a, 32 bits: quick, and a difference goes unseen once in four thousand million. */
function hash(text: string): string {
	let value = 0x811c9dc5;
	for (let index = 0; index < text.length; index++) {
		value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
	}
	return (value >>> 0).toString(36);
}
