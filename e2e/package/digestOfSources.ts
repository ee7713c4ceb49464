import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../machine/repositoryRoot';

const sources = [
	'nodes',
	'credentials',
	'package.json',
	'package-lock.json',
	'tsconfig.json',
	'gulpfile.js',
	'esbuild.config.js',
	'README.md',
	'LICENSE',
];

function filesOf(path: string): string[] {
	const found = statSync(join(repositoryRoot, path), { throwIfNoEntry: false });
	if (!found) return [];
	if (found.isFile()) return [path];
	return readdirSync(join(repositoryRoot, path))
		.sort()
		.flatMap((name) => filesOf(join(path, name)));
}

/** Changes when anything changes that the packed package is made of. */
export function digestOfSources(): string {
	const hash = createHash('sha256');
	for (const file of sources.flatMap(filesOf)) {
		hash
			.update(`${file}\0`)
			.update(readFileSync(join(repositoryRoot, file)))
			.update('\0');
	}
	return hash.digest('hex');
}
