import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Simulator } from '../../simulator';
import { freePort } from '../machine/processes';
import { connectEditor } from '../n8n/EditorApi';
import { ensureN8n, installPackage, type N8nInstallation } from '../n8n/install';
import { startN8n } from '../n8n/startN8n';
import { accountCode, type World } from './openWorld';

/** A world whose n8n can be killed and restarted with its stored data. */
interface MortalWorld extends World {
	/** Kills n8n, like a power failure. */
	kill(): Promise<void>;
	startAgain(): Promise<MortalWorld>;
	stop(): Promise<void>;
}

const login = { email: 'builder@example.com', password: 'Mortal-n8n-1' };

async function start(
	installation: N8nInstallation,
	userFolder: string,
	simulator: Simulator,
): Promise<MortalWorld> {
	const n8n = await startN8n(installation, {
		port: await freePort(),
		userFolder,
		fileFolders: [userFolder],
		logFile: join(userFolder, 'n8n.log'),
	});
	const connected = await connectEditor(n8n.url, login, simulator.url, accountCode);
	return {
		n8n,
		...connected,
		simulator,
		userFolder,
		kill: n8n.kill,
		startAgain: async () => await start(installation, userFolder, simulator),
		stop: n8n.stop,
	};
}

/** Starts a second n8n with the same version and package. */
export async function openMortalWorld(world: World): Promise<MortalWorld> {
	const { versionCli } = await world.editor.rest.data<{ versionCli: string }>('GET', '/settings');
	const installation = await ensureN8n(versionCli);
	const userFolder = mkdtempSync(join(tmpdir(), 'voicenter-dialer-crash-'));
	process.once('exit', () => rmSync(userFolder, { recursive: true, force: true }));
	const packed = join(world.userFolder, 'package');
	const tarball = readdirSync(packed).find((name) => name.endsWith('.tgz'));
	if (!tarball) throw new Error(`There is no package in ${packed}`);
	await installPackage(join(packed, tarball), userFolder, installation.node);
	return await start(installation, userFolder, world.simulator);
}
