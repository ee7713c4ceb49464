import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSimulator } from '../../simulator';
import { freePort } from '../machine/freePort';
import { repositoryRoot } from '../machine/repositoryRoot';
import { connectSimulator } from '../n8n/connectSimulator';
import { Editor } from '../n8n/Editor';
import { ensureN8n } from '../n8n/ensureN8n';
import { installPackage } from '../n8n/installPackage';
import { startN8n } from '../n8n/startN8n';
import { packPackage } from '../package/packPackage';
import type { World } from './World';

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
	return { n8n, editor, simulator, credential, userFolder, images };
}
