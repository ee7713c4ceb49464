import { transformSync } from '@swc/core';
import { resolve } from 'node:path';

const root = resolve(__dirname, '../..');

/** Node's own module system, beside the one that Jest makes anew for each test file. */
const jestsModule = process.getBuiltinModule('node:module').Module;
const { createRequire } = Object.getPrototypeOf(jestsModule) as typeof jestsModule;
const nativeRequire = createRequire(resolve(root, 'package.json'));

interface Compilable {
	_compile(code: string, filename: string): void;
}

nativeRequire.extensions['.ts'] ??= (module, filename) => {
	const { code } = transformSync(
		process.getBuiltinModule('node:fs').readFileSync(filename, 'utf8'),
		{
			filename,
			module: { type: 'commonjs' },
			jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
		},
	);
	(module as unknown as Compilable)._compile(code, filename);
};

/**
 * Loads a package, or a source file given from the repository's root, as Node itself does.
 *
 * n8n-core takes seconds to load, and Jest would load it again for each test file. It also has to
 * share its `Error`, `Date` and the like with the node's code, as it does in n8n.
 */
export const loadNatively = <T>(name: string): T =>
	nativeRequire(/^(nodes|credentials|simulator)\//.test(name) ? resolve(root, name) : name) as T;

/** The copy of a package that another package uses. */
export const loadNativelyFrom = <T>(user: string, name: string): T =>
	createRequire(nativeRequire.resolve(user))(name) as T;
