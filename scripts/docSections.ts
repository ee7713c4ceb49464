import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

export interface SectionOfFile extends Section {
	readonly file: string;
	/** The text above the section in a new file. */
	readonly heading: string;
}

/** Writes a generated section to a handwritten page. */
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

/** Replaces the section, or appends it to the page. */
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
