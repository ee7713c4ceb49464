import { join } from 'node:path';

const root = join(__dirname, '..');

/** A node or credential, by the path under which package.json lists it. */
export async function instanceOf<T>(path: string): Promise<T> {
	const source = join(root, path.replace(/^dist\/(.+)\.js$/, '$1.ts'));
	const [Class] = Object.values((await import(source)) as Record<string, new () => T>);
	return new Class();
}
