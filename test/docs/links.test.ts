import { dirname, join } from 'node:path';
import { files, linksOf, pages, proseOf, type Page } from './harness/pages';

/** How GitHub makes a heading's anchor. */
const anchorOf = (heading: string) =>
	heading
		.trim()
		.toLowerCase()
		.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
		.replace(/[^\p{L}\p{N}\s_-]/gu, '')
		.replaceAll(' ', '-');

const anchorsOf = (page: Page) =>
	new Set([...proseOf(page).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchorOf(heading)));

const exists = (path: string) =>
	files.some((file) => file === path || file.startsWith(`${path.replace(/\/$/, '')}/`));

function isBroken(page: Page, link: string): boolean {
	if (/^https?:/.test(link)) return !URL.canParse(link);
	const [to, anchor] = link.split('#');
	const path = to === '' ? page.path : join(dirname(page.path), to);
	if (!exists(path)) return true;
	const target = pages.find((one) => one.path === path);
	return anchor !== undefined && !(target && anchorsOf(target).has(anchor));
}

it.each(pages)('every link in $path leads somewhere', (page) => {
	expect(linksOf(page).filter((link) => isBroken(page, link))).toEqual([]);
});

it('every page in docs can be reached from the README', () => {
	const reached = new Set(['README.md']);
	for (const path of reached) {
		const page = pages.find((one) => one.path === path);
		for (const link of page ? linksOf(page) : []) {
			if (/^https?:|^#/.test(link)) continue;
			reached.add(join(dirname(path), link.split('#')[0]));
		}
	}
	const all = pages.map(({ path }) => path).filter((path) => path.startsWith('docs/'));
	expect(all.filter((path) => !reached.has(path))).toEqual([]);
});
