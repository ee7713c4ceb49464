import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

export interface SectionOfFile extends Section {
	readonly file: string;
	/** What stands above the section where the file is new. */
	readonly heading: string;
}

/** Puts generated text into a page that is otherwise written by hand. */
export function writeSection({ file, heading, ...section }: SectionOfFile): void {
	const before = existsSync(file) ? readFileSync(file, 'utf8') : `${heading.trim()}\n`;
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, withSection(before, section));
}

export interface Section {
	/** Between `<!-- name:start -->` and `<!-- name:end -->`. */
	readonly name: string;
	readonly content: string;
}

/** A page with its section set to the content; at its end if it has none of this name yet. */
export function withSection(page: string, { name, content }: Section): string {
	const [start, end] = [`<!-- ${name}:start -->`, `<!-- ${name}:end -->`];
	const section = `${start}\n\n${content.trim()}\n\n${end}`;
	const [from, to] = [page.indexOf(start), page.indexOf(end)];
	return from >= 0 && to > from
		? page.slice(0, from) + section + page.slice(to + end.length)
		: `${page.trimEnd()}\n\n${section}\n`;
}

const line = (cells: readonly string[]) =>
	`| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;

export function markdownTable(
	heads: readonly string[],
	rows: ReadonlyArray<readonly string[]>,
): string {
	return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
}
