import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSimulator, type Simulator } from '../../simulator';
import { repositoryRoot } from '../machine/folders';
import { freePort } from '../machine/processes';
import {
	connectSimulator,
	Editor,
	saveListenerCredentials,
	type SavedCredential,
} from '../n8n/Editor';
import { ensureN8n, installPackage } from '../n8n/install';
import { startN8n, type N8nInstance } from '../n8n/startN8n';
import type { ListenerCredentials } from '../n8n/workflows';
import { packPackage } from '../package/pack';

/** What a spec has: a real n8n with the packed package, and the service that it talks to. */
export interface World {
	readonly n8n: N8nInstance;
	readonly editor: Editor;
	readonly simulator: Simulator;
	/** Right for the simulator. */
	readonly credential: SavedCredential;
	/** Of the ready-made workflows. */
	readonly listeners: ListenerCredentials;
	readonly userFolder: string;
	/** Where the pictures for the docs go, in a run that takes them. */
	readonly images?: string;
}

export type Spec = (world: World) => Promise<void>;

/** Specs by what they show; they run in this order, each against a simulator in its first state. */
export type Specs = Readonly<Record<string, Spec>>;

/** Characters that each encoding writes in another way, so that no way of leaking it is missed. */
export const accountCode = 'e2e/Account+Code=4711';

const login = { email: 'builder@example.com', password: `A1-${randomUUID()}` };

export interface WorldOptions {
	/** Where the pictures for the docs go, in a run that takes them. */
	readonly images?: string;
	/** For n8n alone. */
	readonly environment?: NodeJS.ProcessEnv;
}

/** A real n8n in an empty user folder with the packed package, beside a simulator of its own. */
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
		// It outlives the user folder, for whoever has to find out what went wrong.
		logFile: join(tmpdir(), `voicenter-dialer-e2e-n8n-${version}.log`),
		// With one proxy in front, a spec can call from any address.
		extra: { N8N_LOG_LEVEL: 'debug', N8N_PROXY_HOPS: '1', ...environment },
	});
	const editor = new Editor(n8n.url);
	await editor.logIn(login);
	const credential = await connectSimulator(editor, simulator.url, accountCode);
	const listeners = await saveListenerCredentials(editor);
	return { n8n, editor, simulator, credential, listeners, userFolder, images };
}

/** Runs them in order, each against a simulator in its first state; returns how many failed. */
export async function runSpecs<W extends World>(
	world: W,
	specs: ReadonlyArray<readonly [name: string, spec: (world: W) => Promise<void>]>,
): Promise<number> {
	let failed = 0;
	for (const [name, spec] of specs) {
		world.simulator.reset();
		const startedAt = Date.now();
		try {
			await spec(world);
			console.log(`  ok      ${name} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)`);
		} catch (error) {
			failed++;
			const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
			console.log(`  FAILED  ${name}\n${text.replace(/^/gm, '          ')}`);
		}
	}
	return failed;
}
