import { toRequest } from '../toRequest';
import type { Operation } from '../Operation';
import { parameterReader, type ItemSource } from '../parameterReader';

export type NodeParameters = Readonly<Record<string, unknown>>;

/**
 * Whether an item still makes the same lead after the node's parameters were edited. Expressions
 * that were not edited are left out: `{{ $now }}` gives another time at each try, and the lead is
 * the same.
 */
export function isSameLead(
	operation: Operation,
	before: NodeParameters,
	now: NodeParameters,
	source: ItemSource,
	zone: string,
): boolean {
	const [leadBefore, leadNow] = [without(before, now), without(now, before)].map((parameters) => {
		try {
			return JSON.stringify(toRequest(operation, parameterReader(parameters)(source), zone));
		} catch {
			return undefined;
		}
	});
	return leadNow !== undefined && leadBefore === leadNow;
}

/** The parameters, with a stand-in for each expression that the others have in the same place. */
const without = (parameters: NodeParameters, others: NodeParameters): NodeParameters =>
	Object.fromEntries(
		Object.entries(parameters).map(([name, value]) => [
			name,
			withoutCommon(value, others[name], needed.has(name) ? '0' : ''),
		]),
	);

/** Without these there is no lead; the rest may be empty. */
const needed: ReadonlySet<string> = new Set(['campaign', 'target', 'member']);

function withoutCommon(value: unknown, other: unknown, standIn: string): unknown {
	if (typeof value === 'string' && value.startsWith('=')) return value === other ? standIn : value;
	if (Array.isArray(value)) {
		return value.map((element: unknown, index) =>
			withoutCommon(element, Array.isArray(other) ? other[index] : undefined, `v${index}`),
		);
	}
	if (!isRecord(value) || !isRecord(other)) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, member]) => [
			name,
			withoutCommon(member, other[name], standIn),
		]),
	);
}

const isRecord = (value: unknown): value is NodeParameters =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
