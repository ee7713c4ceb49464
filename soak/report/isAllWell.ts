import type { DayResult } from '../DayResult';

export function isAllWell({ leads, outcomes, stats }: DayResult): boolean {
	const bad = [leads, outcomes].map(({ lost, doubled, wrong }) => lost + doubled + wrong);
	return [...bad, stats.doubled, stats.sentAgain].every((count) => count === 0);
}
