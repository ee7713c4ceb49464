import { formatNumber } from '../../bench/report/formatNumber';
import { median } from '../../bench/report/median';
import type { DayResult } from '../DayResult';
import type { Sample } from '../watch/Sample';
import { quarters } from '../watch/quarters';
import { rows } from './rows';

const least = (values: readonly number[]) => Math.min(...values);
const most = (values: readonly number[]) => Math.max(...values);

/** Of n8n's process, in the first and in the last quarter of the day. */
export function memoryTable({ samples, dataMb }: DayResult): string {
	const { first, last } = quarters(samples);
	const row = (
		name: string,
		field: keyof Sample,
		reduce: (values: readonly number[]) => number,
		unit: string,
	) => [
		name,
		...[first, last].map((part) => {
			const values = part.map((sample) => sample[field]).filter(Number.isFinite);
			return `${formatNumber(Math.round(reduce(values)))} ${unit}`;
		}),
	];
	return rows(
		['n8n', 'First quarter', 'Last quarter'],
		[
			row('Heap, least (after garbage was swept)', 'heapMb', least, 'MB'),
			row('Heap, median', 'heapMb', median, 'MB'),
			row('Heap, most', 'heapMb', most, 'MB'),
			row('Buffers outside the heap, least', 'externalMb', least, 'MB'),
			row('Buffers outside the heap, most', 'externalMb', most, 'MB'),
			row('Memory of the process (RSS), median', 'rssMb', median, 'MB'),
			row('Memory of the process (RSS), most', 'rssMb', most, 'MB'),
			row('Event-loop delay, median of the worst in two seconds', 'delayMs', median, 'ms'),
			row('Event-loop delay, most', 'delayMs', most, 'ms'),
			[
				'On disk, at the beginning and at the end',
				...[dataMb.before, dataMb.after].map((size) => `${formatNumber(Math.round(size))} MB`),
			],
		],
	);
}
