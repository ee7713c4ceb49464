import { pageAt, rowsBelow, writtenOf, type Page } from './pages';

const readme = pageAt('README.md');

/** The line of the README that starts with this. */
const promise = (number: number) =>
	readme.text.split('\n').find((line) => line.startsWith(`${number}. **`)) ?? '';

it.each([
	[1, 'docs/faults.md', [/(\d+) workflows/, /0 wrong verdicts for ([\d,]+) leads sent/]],
	[2, 'docs/crashes.md', [/(\d+) in 25 kills without/]],
	[3, 'docs/benchmarks.md', [/([\d.]+ s) for 100,000 leads/]],
] as const)('promise %d of the README has the figures of %s', (number, file, patterns) => {
	for (const pattern of patterns) {
		const [, figure] = pattern.exec(promise(number)) ?? [];
		expect(figure).toBeDefined();
		expect(pageAt(file).text).toContain(figure);
	}
});

/** The section of a page that a command has measured and written. */
const measuredIn = ({ text }: Page) =>
	[...text.matchAll(/<!-- ([\w-]+):start[^]*?\1:end -->/g)].join();

const secondsIn = (text: string) => text.match(/\d[\d.]* s\b/g) ?? [];

const comparison = rowsBelow(readme, '## How it compares').flat().join(' ');

it.each([
	['the comparison in the README', comparison, 7],
	['docs/benchmarks.md', writtenOf(pageAt('docs/benchmarks.md')), 2],
])('%s has the figures of the benchmarks', (_, text, count) => {
	expect(secondsIn(text)).toHaveLength(count);
	const measured = measuredIn(pageAt('docs/benchmarks.md'));
	expect(secondsIn(text).filter((figure) => !measured.includes(`| ${figure} |`))).toEqual([]);
});

it('docs/scale.md has the figures of docs/soak.md', () => {
	const rates = rowsBelow(pageAt('docs/scale.md'), '## Ten million').map(
		([, rate]) => /^\d[\d,.]*\d/.exec(rate)?.[0],
	);
	expect(rates).toHaveLength(4);
	const measured = measuredIn(pageAt('docs/soak.md'));
	expect(rates.filter((rate) => !measured.includes(`| ${rate} |`))).toEqual([]);
});
