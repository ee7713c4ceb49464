import { existsSync, readFileSync, rmSync } from 'node:fs';

export type VerdictItem = Readonly<Record<string, unknown>>;

/** The items of a file that n8n has written, which is gone then; none if it has written none. */
export function takeVerdicts(file: string): readonly VerdictItem[] {
	if (!existsSync(file)) return [];
	const items = JSON.parse(readFileSync(file, 'utf8')) as VerdictItem[];
	rmSync(file);
	return items;
}
