import { codeOf, linksOf, pageAt, proseOf, type Page } from './pages';

const english = pageAt('README.md');
const hebrew = pageAt('README.he.md');

const headingsOf = (page: Page) =>
	[...proseOf(page).matchAll(/^(#+) /gm)].map(([, level]) => level.length);

/** What a reader types or looks for on the screen. Comments in code may be translated. */
const commandsOf = (page: Page) =>
	codeOf(page)
		.map((code) => code.replace(/^```\w*\n|```$/g, '').trim())
		.sort();

/** Each page links to the other one. */
const sharedLinksOf = (page: Page) =>
	linksOf(page)
		.filter((link) => !/^README(\.he)?\.md$/.test(link))
		.sort();

it.each([
	['headings', headingsOf],
	['commands and values', commandsOf],
	['links and images', sharedLinksOf],
])('README.he.md has the same %s as README.md', (_, partsOf) => {
	expect(partsOf(english).length).toBeGreaterThan(0);
	expect(partsOf(hebrew)).toEqual(partsOf(english));
});

it('README.he.md is read from right to left', () => {
	expect(hebrew.text).toMatch(/^<div dir="rtl">\n\n# [^]*\n\n<\/div>\n$/);
	expect(linksOf(hebrew)).toContain('README.md');
	expect(linksOf(english)).toContain('README.he.md');
});

it('README.he.md has the names of the panel as README.md has them', () => {
	const namesOf = ({ text }: Page) =>
		[...text.matchAll(/\*\*([^*\n]+)\*\*/g)]
			.map(([, name]) => name)
			.filter((name) => /^[A-Z][A-Za-z -→]*$/.test(name));
	expect(namesOf(hebrew).length).toBeGreaterThan(0);
	expect(namesOf(english)).toEqual(expect.arrayContaining(namesOf(hebrew)));
});
