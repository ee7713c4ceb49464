import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureN8n, installPackage } from '../../e2e/n8n/install';
import { packPackage } from '../../e2e/package/pack';
import type { Bench } from './Bench';
import { SimulatorProcess } from './SimulatorProcess';

export async function openBench(version: string): Promise<Bench> {
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
