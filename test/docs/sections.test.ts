import { withSection } from '../../scripts/docSections';
import { sections } from '../../scripts/docs';
import { readFile } from './harness/pages';

it('the tables of the README are those of the code (npm run docs writes them)', async () => {
	const readme = readFile('README.md');
	for (const section of await sections()) {
		expect(readme).toContain(`<!-- ${section.name}:start -->`);
		expect(withSection(readme, section)).toBe(readme);
	}
});
