import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSimulator, type Simulator } from '../../simulator';
import { repositoryRoot } from '../machine/folders';
import { freePort } from '../machine/processes';
import { connectEditor, type ConnectedEditor } from '../n8n/EditorApi';
import { ensureN8n, installPackage } from '../n8n/install';
import { startN8n, type N8nInstance } from '../n8n/startN8n';
import { packPackage } from '../package/pack';

/** The environment of a spec: a real n8n with the packed package, and the simulator. */
export interface World extends ConnectedEditor {
	readonly n8n: N8nInstance;
	readonly simulator: Simulator;
	readonly userFolder: string;
	/** The folder for screenshots, if they are to be taken. */
	readonly images?: string;
}

export type Spec = (world: World) => Promise<void>;

/** Specs by name. They run in this order, each with a reset simulator. */
export type Specs = Readonly<Record<string, Spec>>;

/** Has characters that every encoding changes, to detect a leak in any encoding. */
export const accountCode = 'e2e/Account+Code=4711';

const login = { email: 'builder@example.com', password: `A1-${randomUUID()}` };

export interface WorldOptions {
	/** The folder for screenshots, if they are to be taken. */
	readonly images?: string;
	/** Environment variables for n8n. */
	readonly environment?: NodeJS.ProcessEnv;
}

/** Starts a real n8n with the packed package and an empty user folder, and a simulator. */
export async function openWorld(
	version: string,
	{ images, environment }: WorldOptions = {},
): Promise<World> {
	const installation = await ensureN8n(version);
	const userFolder = mkdtempSync(join(tmpdir(), 'voicenter-dialer-e2e-'));
	process.once('exit', () => rmSync(userFolder, { recursive: true, force: true }));
	const tarball = await packPackage(join(userFolder, 'package'));
	await installPackage(tarball, userFolder, installation.node);

	const simulator = await startSimulator({ seed: { code: accountCode } });
	const n8n = await startN8n(installation, {
		port: await freePort(),
		userFolder,
		fileFolders: [join(repositoryRoot, 'examples'), userFolder],
		// The log is kept after the user folder is deleted, for troubleshooting.
		logFile: join(tmpdir(), `voicenter-dialer-e2e-n8n-${version}.log`),
		// Because n8n trusts one proxy, a spec can send from any IP address.
		extra: { N8N_LOG_LEVEL: 'debug', N8N_PROXY_HOPS: '1', ...environment },
	});
	const connected = await connectEditor(n8n.url, login, simulator.url, accountCode);
	return { n8n, ...connected, simulator, userFolder, images };
}

type NamedSpec<W extends World> = readonly [name: string, spec: (world: W) => Promise<void>];

/**
 * Runs the specs in turn. What failed runs once more after the others: what fails only once depends on
 * the load of the machine, and is named as such.
 * @returns how many failed twice
 */
export async function runSpecs<W extends World>(
	world: W,
	specs: ReadonlyArray<NamedSpec<W>>,
): Promise<number> {
	const failed = await runOnce(world, specs);
	if (failed.length === 0) return 0;
	console.log(`\nOnce more, what failed:`);
	const failedTwice = await runOnce(world, failed);
	for (const spec of failed) {
		if (!failedTwice.includes(spec))
			console.log(`  UNSTABLE  ${spec[0]}: passed on the second run`);
	}
	return failedTwice.length;
}

async function runOnce<W extends World>(
	world: W,
	specs: ReadonlyArray<NamedSpec<W>>,
): Promise<Array<NamedSpec<W>>> {
	const failed: Array<NamedSpec<W>> = [];
	for (const named of specs) {
		const [name, spec] = named;
		world.simulator.reset();
		const startedAt = Date.now();
		try {
			await spec(world);
			console.log(`  ok      ${name} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)`);
		} catch (error) {
			failed.push(named);
			const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
			console.log(`  FAILED  ${name}\n${text.replace(/^/gm, '          ')}`);
		}
	}
	return failed;
}
