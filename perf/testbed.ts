import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../e2e/machine/processes';
import { connectEditor, type ConnectedEditor } from '../e2e/n8n/EditorApi';
import { ensureN8n, installPackage, type N8nInstallation } from '../e2e/n8n/install';
import { startN8n, type N8nInstance } from '../e2e/n8n/startN8n';
import { packPackage } from '../e2e/package/pack';
import { SimulatorProcess } from './SimulatorProcess';

/** What the measurements share. */
export interface Testbed {
	readonly installation: N8nInstallation;
	/** With the packed package in it. */
	readonly userFolder: string;
	/** The input files. */
	readonly inputs: string;
	readonly simulator: SimulatorProcess;
}

/** A running n8n to measure in. */
export interface TestbedN8n extends ConnectedEditor {
	readonly n8n: N8nInstance;
}

export async function openTestbed(version: string): Promise<Testbed> {
	const installation = await ensureN8n(version);
	const folder = mkdtempSync(join(tmpdir(), 'voicenter-dialer-bench-'));
	process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
	const userFolder = join(folder, 'n8n');
	const inputs = join(folder, 'inputs');
	mkdirSync(inputs);
	const tarball = await packPackage(join(folder, 'package'));
	await installPackage(tarball, userFolder, installation.node);
	return { installation, userFolder, inputs, simulator: await SimulatorProcess.start() };
}

/** n8n does not return the data of larger executions, including the nodes' times. */
const maxDataBytes = 1024 ** 3;

const login = { email: 'builder@example.com', password: 'Bench-n8n-1' };

/** @param heapMb n8n's limit (--max-old-space-size); Node's own unless given */
export async function startTestbedN8n(
	{ installation, userFolder, inputs, simulator }: Testbed,
	heapMb?: number,
	settings: NodeJS.ProcessEnv = {},
): Promise<TestbedN8n> {
	const n8n = await startN8n(installation, {
		port: await freePort(),
		userFolder,
		fileFolders: [inputs],
		logFile: join(userFolder, 'n8n.log'),
		extra: {
			N8N_METRICS: 'true',
			EXECUTIONS_DATA_MAX_DISPLAY_SIZE: String(maxDataBytes),
			...settings,
			...(heapMb && { NODE_OPTIONS: `--max-old-space-size=${heapMb}` }),
		},
	});
	const connected = await connectEditor(n8n.url, login, simulator.url, simulator.accountCode);
	return { n8n, ...connected };
}
