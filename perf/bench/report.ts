import { formatNumber, markdownTable, median } from '../format';
import { goalLine } from './goals';
import type { Measurement, Series } from './measurement';

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
export function measurementTable(
	{ title, text, baseline, series, goals = [] }: Measurement,
	image?: string,
): string {
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
		markdownTable(
			['', ...timeHeads, ...columns],
			series.map((one) => cellsOf(one, base, columns)),
		),
		...(goals.length > 0 ? ['', ...goals.map((goal) => `- ${goalLine(goal)}`)] : []),
	].join('\n');
}

const width = 860;
const labelWidth = 290;
const valueWidth = 110;
const barHeight = 20;
const rowHeight = 28;
const margin = 16;

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const escapeXml = (text: string) => text.replace(/[&<>]/g, (character) => escapes[character]);

const style = `
	text { font: 14px system-ui, sans-serif; fill: #24292f; }
	.peer { fill: #9aa4af; }
	.ours { fill: #1f6feb; }
	@media (prefers-color-scheme: dark) {
		text { fill: #e6edf3; }
		.peer { fill: #6e7681; }
		.ours { fill: #58a6ff; }
	}`;

/** A bar chart as an SVG for light and dark pages. */
export function measurementChart({ title, series }: Measurement): string {
	const parts: string[] = [];
	let y = margin;
	const timed = series.filter(({ seconds }) => seconds.length > 0);
	const longest = Math.max(...timed.map(({ seconds }) => median(seconds)));
	const room = width - labelWidth - valueWidth - 2 * margin;
	for (const { name, isOurs, seconds } of timed) {
		const time = median(seconds);
		const length = Math.max(2, Math.round((time / longest) * room));
		const x = margin + labelWidth;
		const base = y + 15;
		parts.push(
			`<text x="${x - 10}" y="${base}" text-anchor="end">${escapeXml(name)}</text>`,
			`<rect class="${isOurs ? 'ours' : 'peer'}" x="${x}" y="${y}" width="${length}" height="${barHeight}" rx="3"/>`,
			`<text x="${x + length + 8}" y="${base}">${formatNumber(time)} s</text>`,
		);
		y += rowHeight;
	}
	y += margin;
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${y}" width="${width}" height="${y}" role="img" aria-label="${escapeXml(title)}">`,
		`<style>${style}\n</style>`,
		...parts,
		'</svg>',
		'',
	].join('\n');
}
