import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow, repositoryRoot } from '../../../e2e/machine/folders';

export interface Page {
	/** From the repository's root. */
	readonly path: string;
	readonly text: string;
}

const notOurs = new Set(['.git', 'node_modules', 'dist', 'coverage']);

export const files: readonly string[] = filesBelow(repositoryRoot, notOurs);

export const readFile = (path: string): string => readFileSync(join(repositoryRoot, path), 'utf8');

export const pages: readonly Page[] = files
	.filter((path) => path.endsWith('.md'))
	.map((path) => ({ path, text: readFile(path) }));

export const pageAt = (path: string): Page => ({ path, text: readFile(path) });

const fence = /^```.*\n[^]*?^```$/gm;

/** What is not in a block of code. */
export const proseOf = ({ text }: Page): string => text.replace(fence, '');

/** What stands between backticks, in blocks and in lines. */
export const codeOf = (page: Page): string[] => [
	...(page.text.match(fence) ?? []),
	...[...proseOf(page).matchAll(/`([^`\n]+)`/g)].map(([, code]) => code),
];

/** Where a page's links and images lead. */
export const linksOf = (page: Page): string[] =>
	[...proseOf(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, to]) => to);

/** What is written by hand, not made by a command. */
export const writtenOf = ({ text }: Page): string =>
	text.replace(/<!-- ([\w-]+):start -->[^]*?<!-- \1:end -->/g, '');

/** The cells of the first table below a heading or a line of text. */
export function rowsBelow(page: Page, line: string): string[][] {
	const below = page.text.slice(page.text.indexOf(line) + line.length);
	const [, table = ''] = /(?:^|\n)((?:\|.*\n)+)/.exec(below) ?? [];
	return table
		.trim()
		.split('\n')
		.slice(2)
		.map((row) =>
			row
				.split('|')
				.slice(1, -1)
				.map((cell) => cell.trim()),
		);
}
