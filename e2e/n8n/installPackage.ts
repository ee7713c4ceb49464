import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm } from '../machine/npm';
import { npmFailure } from '../machine/npmFailure';
import type { NodeInstallation } from './ensureNode';

/** Puts the packed package where n8n looks for community packages, unless it is there already. */
export async function installPackage(
	tarball: string,
	userFolder: string,
	node: NodeInstallation,
): Promise<void> {
	const folder = join(userFolder, '.n8n', 'nodes');
	const marker = join(folder, 'installed.sha256');
	const digest = createHash('sha256').update(readFileSync(tarball)).digest('hex');
	if (existsSync(marker) && readFileSync(marker, 'utf8') === digest) return;

	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
	const { exitCode, output } = await npm(
		// n8n brings the peer n8n-workflow itself.
		['install', tarball, '--ignore-scripts', '--no-audit', '--no-fund', '--legacy-peer-deps'],
		{ folder, nodeBinary: node.binary },
	);
	if (exitCode !== 0) throw npmFailure('Installing this package into n8n', output);
	writeFileSync(marker, digest);
}
