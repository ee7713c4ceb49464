import { formatNumber, median } from '../format';
import { waitColumn, type Goal, type Series } from './measurement';

const named = (series: readonly Series[], name: string): Series => {
	const found = series.find((one) => one.name === name);
	if (found === undefined) throw new Error(`There is no measurement of “${name}”`);
	return found;
};

/** How many times the time of another measurement a measurement may take. */
export const timeGoal = (
	series: readonly Series[],
	name: string,
	peer: string,
	most: number,
	limitOf?: (seconds: (name: string) => number) => number,
): Goal => {
	const seconds = (one: string) => median(named(series, one).seconds);
	return {
		what: `${name}, beside “${peer}”`,
		most,
		measured: seconds(name) / seconds(peer),
		unit: '×',
		limit: limitOf?.(seconds),
	};
};

/** How long the editor may wait for n8n. */
export function waitGoal(
	series: readonly Series[],
	name: string,
	mostMs: number,
	limitName?: string,
): Goal {
	const waitOf = (one: string) => {
		const waits = named(series, one).columns[waitColumn];
		return Array.isArray(waits) ? median(waits) : NaN;
	};
	// A node that does nothing can end before the editor asks.
	const limit = limitName === undefined ? NaN : waitOf(limitName);
	return {
		what: `${name}, longest wait of the editor`,
		most: mostMs,
		measured: waitOf(name),
		unit: ' ms',
		limit: Number.isFinite(limit) ? limit : undefined,
	};
}

/** A measurement that failed has no figure, and does not reach its goal. */
export const isReached = ({ most, measured, limit = 0 }: Goal): boolean =>
	measured <= Math.max(most, limit);

const verdictOf = (goal: Goal): string => {
	if (!isReached(goal)) return 'misses';
	return goal.measured <= goal.most ? 'holds' : 'holds at the limit of n8n';
};

/** For example: “Add Many: goal 1.2×: misses, 1.41× (n8n’s limit 1.1×)”. */
export function goalLine(goal: Goal): string {
	const { what, most, measured, unit, limit } = goal;
	const figure = (value: number) => `${formatNumber(value)}${unit}`;
	const atLimit = limit === undefined ? '' : ` (n8n’s limit ${figure(limit)})`;
	return `${what}: goal ${most}${unit}: ${verdictOf(goal)}, ${figure(measured)}${atLimit}`;
}
