import { formatNumber } from '../../bench/report/formatNumber';
import type { LoadResult } from '../load/LoadResult';
import { rows } from './rows';

const headings = { leads: 'Single leads a second', events: 'Events a second' };

export function loadTable(results: readonly LoadResult[]): string {
	return (['leads', 'events'] as const)
		.map((what) => {
			const ways = results.filter((one) => one.what === what);
			const ours = ways.find(({ isOurs }) => isOurs)?.perSecond ?? NaN;
			return rows(
				[headings[what], 'a second', 'beside ours'],
				ways.map(({ name, isOurs, perSecond }) => [
					isOurs ? `**${name}**` : name,
					formatNumber(perSecond),
					`${formatNumber(perSecond / ours)}×`,
				]),
			);
		})
		.join('\n\n');
}
