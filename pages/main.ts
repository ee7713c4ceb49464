import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sections } from './sections';
import { withSection } from './withSection';

const readme = join(__dirname, '..', 'README.md');
writeFileSync(readme, sections().reduce(withSection, readFileSync(readme, 'utf8')));
