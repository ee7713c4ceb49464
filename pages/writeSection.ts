import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { withSection, type Section } from './withSection';

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
