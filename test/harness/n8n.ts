import { transformSync } from '@swc/core';
import { resolve } from 'node:path';
import { runInThisContext } from 'node:vm';

const root = resolve(__dirname, '../..');

const { Module } = process.getBuiltinModule('node:module');
/** Jest derives a module system of its own from Node's for each test file. */
const derivedFrom = Object.getPrototypeOf(Module) as typeof Module;
const { createRequire } = 'createRequire' in derivedFrom ? derivedFrom : Module;
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
const loadNativelyFrom = <T>(user: string, name: string): T =>
	createRequire(nativeRequire.resolve(user))(name) as T;

/** n8n's core reads the process's own environment; Jest has a copy of it. */
loadNatively<typeof import('node:process')>('node:process').env.N8N_LOG_LEVEL ??= 'silent';

export const core = loadNatively<typeof import('n8n-core')>('n8n-core');
export const workflowPackage = loadNatively<typeof import('n8n-workflow')>('n8n-workflow');

interface Di {
	readonly Container: { set(type: unknown, instance: object): void };
}

/** Its timer would keep the process alive, and no test needs a tunnel. */
loadNativelyFrom<Di>('n8n-core', '@n8n/di').Container.set(
	loadNatively<{ SSHClientsManager: unknown }>('n8n-core/dist/execution-engine/ssh-clients-manager')
		.SSHClientsManager,
	{},
);

const nativeJson = runInThisContext('JSON') as typeof JSON;

/** A copy made of n8n's own kind of objects, like a stored workflow. */
export const toNative = <T>(value: T): T =>
	value === undefined ? value : (nativeJson.parse(JSON.stringify(value)) as T);

/** A copy as in a stored execution. */
export const toStored = <T>(value: T): T =>
	value === undefined ? value : (JSON.parse(JSON.stringify(value)) as T);

/** Shorter waits are not pauses, but yield to the event loop. */
const shortestPauseMs = 100;

/**
 * In the tests of the file, the node's pauses before it resends a request take no time.
 * @returns how long the pauses of the current test would be, in milliseconds
 */
export function withoutPauses(): readonly number[] {
	const native = runInThisContext('globalThis') as typeof globalThis;
	const { setTimeout: wait } = native;
	const pauses: number[] = [];
	const waitOrSkip = (work: () => void, ms = 0): NodeJS.Timeout => {
		if (ms < shortestPauseMs) return wait(work, ms);
		pauses.push(ms);
		return wait(work, 0);
	};
	beforeAll(() => {
		native.setTimeout = Object.assign(waitOrSkip, wait);
	});
	beforeEach(() => {
		pauses.length = 0;
	});
	afterAll(() => {
		native.setTimeout = wait;
	});
	return pauses;
}
