import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheRoot } from '../machine/cacheRoot';
import { npm } from '../machine/npm';
import { npmFailure } from '../machine/npmFailure';
import { showProgress } from '../machine/showProgress';
import { newestNodeMajor } from './versions';

export interface NodeInstallation {
	readonly binary: string;
	/** Where its headers are; absent when it is this computer's own Node, which finds them itself. */
	readonly folder?: string;
}

const ownMajor = Number(process.versions.node.split('.')[0]);

/** A Node of this major version: this computer's own if it will do, else one in the cache. */
export async function ensureNode(major: number): Promise<NodeInstallation> {
	if (ownMajor >= major && ownMajor <= newestNodeMajor) return { binary: process.execPath };
	const platform = process.platform === 'win32' ? 'win' : process.platform;
	const packageName = `node-${platform}-${process.arch}`;
	const installFolder = join(cacheRoot, `node-${major}`);
	const folder = join(installFolder, 'node_modules', packageName);
	const binary = join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
	if (existsSync(binary)) return { binary, folder };

	rmSync(installFolder, { recursive: true, force: true });
	mkdirSync(installFolder, { recursive: true });
	writeFileSync(join(installFolder, 'package.json'), '{ "private": true }\n');
	const { exitCode, output } = await showProgress(
		`Getting a Node ${major} for n8n`,
		() => '',
		npm(['install', `${packageName}@${major}`, '--ignore-scripts', '--no-audit', '--no-fund'], {
			folder: installFolder,
		}),
	);
	if (exitCode !== 0 || !existsSync(binary)) {
		rmSync(installFolder, { recursive: true, force: true });
		throw npmFailure(`Getting a Node ${major} for n8n`, output);
	}
	return { binary, folder };
}
