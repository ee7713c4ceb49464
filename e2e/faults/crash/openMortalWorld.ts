import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Simulator } from '../../../simulator';
import { freePort } from '../../machine/freePort';
import { waitUntil } from '../../machine/waitUntil';
import { Editor } from '../../n8n/Editor';
import { ensureN8n, type N8nInstallation } from '../../n8n/ensureN8n';
import { installPackage } from '../../n8n/installPackage';
import { credentialType } from '../../n8n/readWorkflow';
import { startN8n } from '../../n8n/startN8n';
import { accountCode } from '../../world/openWorld';
import type { World } from '../../world/World';
import type { MortalWorld } from './MortalWorld';

const login = { email: 'builder@example.com', password: 'Mortal-n8n-1' };
const killTimeoutMs = 20_000;

async function isSilent(url: string): Promise<true | undefined> {
	try {
		await fetch(`${url}/healthz`);
		return undefined;
	} catch {
		return true;
	}
}

async function start(
	installation: N8nInstallation,
	userFolder: string,
	simulator: Simulator,
): Promise<MortalWorld> {
	const processFile = join(userFolder, 'process');
	const n8n = await startN8n(installation, {
		port: await freePort(),
		userFolder,
		fileFolders: [userFolder],
		logFile: join(userFolder, 'n8n.log'),
		extra: {
			NODE_OPTIONS: `--require "${join(__dirname, 'reportProcess.cjs').replaceAll('\\', '/')}"`,
			E2E_PROCESS_FILE: processFile,
		},
	});
	const editor = new Editor(n8n.url);
	await editor.logIn(login);
	const credential = await editor.saveCredential('Simulator', credentialType, {
		accountCode,
		baseUrl: simulator.url,
		monitorUrl: simulator.url,
	});
	return {
		n8n,
		editor,
		simulator,
		credential,
		userFolder,
		kill: async () => {
			process.kill(Number(readFileSync(processFile, 'utf8')), 'SIGKILL');
			await waitUntil('n8n is dead', async () => await isSilent(n8n.url), killTimeoutMs);
		},
		startAgain: async () => await start(installation, userFolder, simulator),
		stop: n8n.stop,
	};
}

/** A second n8n of the same version and with the same package, beside the world's own. */
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
