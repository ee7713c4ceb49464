import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchLead } from './BenchLead';

/** Returns the file's path. */
export function writeCsv(folder: string, name: string, leads: readonly BenchLead[]): string {
	const names = Object.keys(leads[0]);
	const lines = leads.map((lead) => Object.values(lead).join(','));
	const file = join(folder, name);
	writeFileSync(file, [names.join(','), ...lines].join('\n'));
	return file;
}
