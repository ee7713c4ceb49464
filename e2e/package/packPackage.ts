import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { npm } from '../machine/npm';
import { PlainFailure } from '../machine/PlainFailure';
import { repositoryRoot } from '../machine/repositoryRoot';

/** Builds this package and packs it the way it is published; returns the tarball. */
export async function packPackage(folder: string): Promise<string> {
	const build = await npm(['run', 'build'], { folder: repositoryRoot });
	if (build.exitCode !== 0) {
		throw new PlainFailure(`The package could not be built:\n${build.output.trim()}`);
	}
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	const pack = await npm(['pack', '--ignore-scripts', '--json', '--pack-destination', folder], {
		folder: repositoryRoot,
	});
	const name = /"filename":\s*"([^"]+)"/.exec(pack.output)?.[1];
	if (pack.exitCode !== 0 || !name) {
		throw new PlainFailure(`The package could not be packed:\n${pack.output.trim()}`);
	}
	return join(folder, name);
}
