import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const read = (file: string) => readFileSync(join(__dirname, '../..', file), 'utf8');

/** The lines of the README that begin with this. */
const promise = (number: number) =>
	read('README.md')
		.split('\n')
		.find((line) => line.startsWith(`${number}. **`)) ?? '';

it.each([
	[1, 'docs/faults.md', [/(\d+) workflows/, /0 wrong verdicts for ([\d,]+) leads sent/]],
	[2, 'docs/scale.md', [/(\d+) in 25 kills without/]],
	[3, 'docs/benchmarks.md', [/([\d.]+ s) for 100,000 leads/]],
] as const)('promise %d of the README has the figures of %s', (number, file, patterns) => {
	const page = read(file);
	for (const pattern of patterns) {
		const [, figure] = pattern.exec(promise(number)) ?? [];
		expect(figure).toBeDefined();
		expect(page).toContain(figure);
	}
});
