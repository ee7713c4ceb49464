import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { digestOfSources } from './digestOfSources';
import { packPackage } from './packPackage';

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

/** The tarball in this folder; built and packed anew only if the sources have changed since. */
export async function packOnce(folder: string): Promise<string> {
	const marker = join(folder, 'packed.json');
	const digest = digestOfSources();
	const packed = readPacked(marker);
	if (packed?.digest === digest && existsSync(packed.tarball)) return packed.tarball;

	console.log('Building and packing this package …');
	const tarball = await packPackage(folder);
	writeFileSync(marker, JSON.stringify({ digest, tarball } satisfies Packed));
	return tarball;
}
