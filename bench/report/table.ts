import { formatNumber } from './formatNumber';
import type { Measurement, Series } from './Measurement';
import { median } from './median';

const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;

const spread = (values: readonly number[]) =>
	`${formatNumber(Math.min(...values))}–${formatNumber(Math.max(...values))}`;

function cellsOf(
	{ name, isOurs, seconds, columns }: Series,
	base: number | undefined,
	names: readonly string[],
) {
	const time = median(seconds);
	const hasTime = seconds.length > 0;
	return [
		isOurs ? `**${name}**` : name,
		...(base === undefined
			? []
			: [
					hasTime ? `${formatNumber(time)} s` : '–',
					hasTime ? spread(seconds) : '–',
					hasTime && base > 0 ? `${formatNumber(time / base)}×` : '–',
				]),
		...names.map((column) => {
			const value = columns[column] ?? '–';
			return typeof value === 'string' ? value : formatNumber(median(value));
		}),
	];
}

/** One measurement in Markdown, with its chart if there is one. */
export function table({ title, text, baseline, series }: Measurement, image?: string): string {
	const times = series.find(({ name }) => name === baseline)?.seconds;
	const base = times && median(times);
	const timeHeads = base === undefined ? [] : ['Median', 'Spread', 'Ratio'];
	const columns = [...new Set(series.flatMap((one) => Object.keys(one.columns)))];
	return [
		`### ${title}`,
		'',
		text,
		'',
		...(image === undefined ? [] : [`![${title}](${image})`, '']),
		line(['', ...timeHeads, ...columns]),
		line(['---', ...Array<string>(timeHeads.length + columns.length).fill('---:')]),
		...series.map((one) => line(cellsOf(one, base, columns))),
	].join('\n');
}
