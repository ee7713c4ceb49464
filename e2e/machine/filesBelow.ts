import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** All files below a folder, as paths from it, in order. */
export function filesBelow(folder: string, prefix = ''): string[] {
	return readdirSync(join(folder, prefix), { withFileTypes: true })
		.sort((one, other) => (one.name < other.name ? -1 : 1))
		.flatMap((entry) =>
			entry.isDirectory()
				? filesBelow(folder, `${prefix}${entry.name}/`)
				: [`${prefix}${entry.name}`],
		);
}
