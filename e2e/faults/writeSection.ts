import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

export interface Section {
	readonly file: string;
	/** Between `<!-- name:start -->` and `<!-- name:end -->`. */
	readonly name: string;
	readonly content: string;
	/** What stands above the section where the file is new. */
	readonly heading: string;
}

/** Puts generated text into a page that is otherwise written by hand. */
export function writeSection({ file, name, content, heading }: Section): void {
	const [start, end] = [`<!-- ${name}:start -->`, `<!-- ${name}:end -->`];
	const section = `${start}\n\n${content.trim()}\n\n${end}`;
	const before = existsSync(file) ? readFileSync(file, 'utf8') : `${heading.trim()}\n`;
	const [from, to] = [before.indexOf(start), before.indexOf(end)];
	const after =
		from >= 0 && to > from
			? before.slice(0, from) + section + before.slice(to + end.length)
			: `${before.trimEnd()}\n\n${section}\n`;
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, after);
}
