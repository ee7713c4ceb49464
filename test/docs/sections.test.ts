import { sections } from '../../pages/sections';
import { withSection } from '../../pages/withSection';
import { readFile } from './harness/pages';

it.each(sections())(
	'the section “$name” of the README is that of the code (npm run docs)',
	(section) => {
		const readme = readFile('README.md');
		expect(readme).toContain(`<!-- ${section.name}:start -->`);
		expect(withSection(readme, section)).toBe(readme);
	},
);
