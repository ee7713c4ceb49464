import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../e2e/machine/folders';
import { readOptions, runToTheEnd } from '../e2e/machine/terminal';
import { repository, version } from '../package.json';

/** The repository's page for people. */
export const webAddress = repository.url.replace(/^git\+|\.git$/g, '');

/** Makes the relative links and images of a page in the repository's root absolute. */
export const withAbsoluteLinks = (page: string, tag = `v${version}`): string =>
	page.replace(
		/(!?)(\[(?:[^[\]]|\[[^\]]*\])*\])\((?![a-z]+:|#)([^)\s]+)\)/g,
		(_link, image: string, text: string, path: string) =>
			`${image}${text}(${webAddress}/${image ? 'raw' : 'blob'}/${tag}/${path})`,
	);

const usage = `
npm run links

Makes the links and images of README.md and README.he.md absolute, as npm's page of
the package needs them, with the address and version in package.json. For the copy
that is packed and published: don't commit the result. It has no options.
`;

async function main(): Promise<number> {
	readOptions(usage, {});
	for (const file of ['README.md', 'README.he.md']) {
		const path = join(repositoryRoot, file);
		writeFileSync(path, withAbsoluteLinks(readFileSync(path, 'utf8')));
	}
	return 0;
}

// The tests import this file, too.
if (require.main === module) void runToTheEnd(main);
