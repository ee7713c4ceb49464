import { basename } from 'node:path';
import { withSection } from '../../scripts/docSections';
import { sections } from '../../scripts/docs';
import { readFile } from './harness/pages';

it('the tables in docs/ are those of the code (npm run docs writes them)', async () => {
	for (const section of await sections()) {
		const page = readFile(`docs/${basename(section.file)}`);
		expect(page).toContain(`<!-- ${section.name}:start -->`);
		expect(withSection(page, section)).toBe(page);
	}
});
