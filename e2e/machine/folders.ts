import { readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

export const repositoryRoot = join(__dirname, '..', '..');

const xdgCacheHome = process.env.XDG_CACHE_HOME ?? '';

/** The XDG specification requires to ignore relative paths. */
export const cacheRoot = join(
	isAbsolute(xdgCacheHome) ? xdgCacheHome : join(homedir(), '.cache'),
	'n8n-nodes-voicenter-dialer',
);

/** All files below a folder as sorted relative paths, without ignored names. */
export function filesBelow(
	folder: string,
	ignored: ReadonlySet<string> = new Set(),
	prefix = '',
): string[] {
	return readdirSync(join(folder, prefix), { withFileTypes: true })
		.filter(({ name }) => !ignored.has(name))
		.sort((one, other) => (one.name < other.name ? -1 : 1))
		.flatMap((entry) =>
			entry.isDirectory()
				? filesBelow(folder, ignored, `${prefix}${entry.name}/`)
				: [prefix + entry.name],
		);
}
