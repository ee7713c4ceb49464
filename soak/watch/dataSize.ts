import { statSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow } from '../../e2e/machine/folders';

const bytesPerMb = 1024 ** 2;
const packages = new Set(['nodes']);

/** What n8n keeps on disk, its database above all, in MB. */
export function dataSize(userFolder: string): number {
	const folder = join(userFolder, '.n8n');
	return filesBelow(folder, packages).reduce((sum, file) => {
		// A file may be deleted between the list and the look at it.
		const { size } = statSync(join(folder, file), { throwIfNoEntry: false }) ?? { size: 0 };
		return sum + size / bytesPerMb;
	}, 0);
}
