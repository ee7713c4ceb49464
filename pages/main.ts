import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sections } from './sections';
import { withSection } from './withSection';

async function main(): Promise<void> {
	const readme = join(__dirname, '..', 'README.md');
	writeFileSync(readme, (await sections()).reduce(withSection, readFileSync(readme, 'utf8')));
}

void main();
