import { createHash } from 'node:crypto';
import {
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../machine/folders';
import { npm } from '../machine/npm';
import { PlainFailure, printAbove } from '../machine/terminal';

/** Builds this package and packs it as for publishing. Returns the tarball. */
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

interface Packed {
	readonly digest: string;
	readonly tarball: string;
}

function readPacked(file: string): Packed | undefined {
	try {
		return JSON.parse(readFileSync(file, 'utf8')) as Packed;
	} catch {
		return undefined;
	}
}

/** Returns the tarball in this folder. Builds and packs again only if the sources have changed. */
export async function packOnce(folder: string): Promise<string> {
	const marker = join(folder, 'packed.json');
	const digest = digestOfSources();
	const packed = readPacked(marker);
	if (packed?.digest === digest && existsSync(packed.tarball)) return packed.tarball;

	printAbove('Building and packing this package …');
	const tarball = await packPackage(folder);
	writeFileSync(marker, JSON.stringify({ digest, tarball } satisfies Packed));
	return tarball;
}

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
	'NOTICE',
];

function filesOf(path: string): string[] {
	const found = statSync(join(repositoryRoot, path), { throwIfNoEntry: false });
	if (!found) return [];
	if (found.isFile()) return [path];
	return readdirSync(join(repositoryRoot, path))
		.sort()
		.flatMap((name) => filesOf(join(path, name)));
}

/** A hash of all sources of the package. */
function digestOfSources(): string {
	const hash = createHash('sha256');
	for (const file of sources.flatMap(filesOf)) {
		hash
			.update(`${file}\0`)
			.update(readFileSync(join(repositoryRoot, file)))
			.update('\0');
	}
	return hash.digest('hex');
}
