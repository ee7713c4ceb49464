import { parse } from 'yaml';
import { webAddress, withAbsoluteLinks } from '../../../scripts/absoluteLinks';
import { files, linksOf, pageAt, readFile } from './pages';

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

it('the links in the panel lead to pages of the repository', () => {
	const sources = files.filter((file) => /^(credentials|nodes)\/.*\.(ts|json)$/.test(file));
	const links = sources.flatMap(
		(file) => readFile(file).match(/https:[^\s"'<>]+\/blob\/[^\s"'<>]+/g) ?? [],
	);
	expect(links.length).toBeGreaterThan(5);
	const root = `${webAddress}/blob/HEAD/`;
	const isBroken = (link: string) =>
		!link.startsWith(root) || !files.includes(link.slice(root.length).split('#')[0]);
	expect(links.filter(isBroken)).toEqual([]);
});
