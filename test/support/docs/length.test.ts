import { pages, writtenOf, type Page } from './pages';

const wordsOf = (page: Page) => writtenOf(page).split(/\s+/).filter(Boolean).length;

const limitOf = ({ path }: Page) =>
	path === 'README.md' ? 900 : path.startsWith('docs/') ? 1200 : undefined;

it.each(pages.filter((page) => limitOf(page) !== undefined))('$path is not too long', (page) => {
	expect(wordsOf(page)).toBeLessThanOrEqual(limitOf(page) ?? 0);
});
