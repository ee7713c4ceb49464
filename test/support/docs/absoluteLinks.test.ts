import { parse } from 'yaml';
import { webAddress, withAbsoluteLinks } from '../../../scripts/absoluteLinks';
import { linksOf, pageAt, readFile } from './pages';

it.each([
	['[a](docs/a.md#b)', `[a](${webAddress}/blob/v1.2.3/docs/a.md#b)`],
	['![a “[b]”](docs/a.png)', `![a “[b]”](${webAddress}/raw/v1.2.3/docs/a.png)`],
	['[a](#b) [c](https://d.example) [V] (e)', '[a](#b) [c](https://d.example) [V] (e)'],
])('%s on npm', (written, shown) => {
	expect(withAbsoluteLinks(written, 'v1.2.3')).toBe(shown);
});

it.each(['README.md', 'README.he.md'])('the published %s has no relative link', (file) => {
	const page = pageAt(file);
	const shown = withAbsoluteLinks(page.text);
	const links = linksOf({ path: file, text: shown });
	expect(links).toHaveLength(linksOf(page).length);
	expect(links.filter((link) => !/^https:\/\/[\w.-]+|^#/.test(link))).toEqual([]);
	expect(withAbsoluteLinks(shown)).toBe(shown);
});

it('they are made absolute before the package is packed', () => {
	const { jobs } = parse(readFile('.github/workflows/publish.yml')) as {
		jobs: { build: { steps: ReadonlyArray<{ run?: string }> } };
	};
	const commands = jobs.build.steps.map(({ run = '' }) => run);
	expect(commands.slice(-4).filter(Boolean)).toEqual([
		'npm run build',
		'npm run links',
		expect.stringContaining('npm pack'),
	]);
});
