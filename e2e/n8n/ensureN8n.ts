import { existsSync, mkdirSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheRoot } from '../machine/cacheRoot';
import { releaseLock, takeLock } from '../machine/lock';
import { npm } from '../machine/npm';
import { npmFailure } from '../machine/npmFailure';
import { PlainFailure } from '../machine/PlainFailure';
import { showProgress } from '../machine/showProgress';
import { ensureNode, type NodeInstallation } from './ensureNode';
import { nodeMajorFor } from './versions';

export interface N8nInstallation {
	readonly version: string;
	readonly node: NodeInstallation;
	/** n8n's own command, to be run with `node`. */
	readonly command: string;
}

const neededGigabytes = 4.5;
const bytesPerGigabyte = 1024 ** 3;
const waitForOtherMs = 2000;

const freeBytes = () => {
	const { bavail, bsize } = statfsSync(cacheRoot);
	return bavail * bsize;
};

async function sleep(ms: number): Promise<void> {
	await new Promise((resolve) => setTimeout(resolve, ms));
}

/** Only a finished installation has this file. */
const marker = (folder: string) => join(folder, 'installed.json');

function packagesIn(folder: string): number {
	const modules = join(folder, 'node_modules');
	if (!existsSync(modules)) return 0;
	return readdirSync(modules).reduce(
		(count, name) => count + (name.startsWith('@') ? readdirSync(join(modules, name)).length : 1),
		0,
	);
}

async function runStep(
	what: string,
	args: readonly string[],
	context: { folder: string; node: NodeInstallation; detail: () => string; logFile: string },
): Promise<void> {
	const { exitCode, output } = await showProgress(
		what,
		context.detail,
		npm(args, {
			folder: context.folder,
			nodeBinary: context.node.binary,
			extra: context.node.folder ? { npm_config_nodedir: context.node.folder } : {},
		}),
	);
	writeFileSync(context.logFile, output, { flag: 'a' });
	if (exitCode !== 0) throw npmFailure(what, output, context.logFile);
}

async function install(version: string, folder: string, node: NodeInstallation): Promise<void> {
	const freeGigabytes = freeBytes() / bytesPerGigabyte;
	if (freeGigabytes < neededGigabytes) {
		throw new PlainFailure(
			`n8n needs about ${neededGigabytes} GB of free disk space while it is installed into ${folder}; there are ${freeGigabytes.toFixed(1)} GB. Make room, or set XDG_CACHE_HOME to a folder on a larger disk.`,
		);
	}
	console.log(
		[
			`n8n ${version} is installed once for all later starts.`,
			`That takes some minutes and about 3 GB in ${folder}`,
			'Ctrl-C stops it; the next start then begins again.',
		].join('\n'),
	);
	const check = await npm(
		['view', `n8n@${version}`, 'version', '--fetch-retries=1', '--fetch-timeout=20000'],
		{ folder: cacheRoot },
	);
	if (check.exitCode !== 0 || !check.output.includes(version)) {
		throw npmFailure(`Looking up n8n ${version}`, check.output || 'E404');
	}

	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
	const logFile = `${folder}.log`;
	writeFileSync(logFile, '');
	const freeBefore = freeBytes();
	const detail = () => {
		const megabytes = Math.max(0, Math.round((freeBefore - freeBytes()) / 1024 ** 2));
		const packages = packagesIn(folder);
		return packages === 0
			? 'finding out what belongs to it'
			: `${packages} packages, about ${megabytes} MB`;
	};
	const context = { folder, node, detail, logFile };
	const quiet = ['--no-audit', '--no-fund'];
	await runStep(
		`Installing n8n ${version}`,
		// One of its optional clients has an install script that does not build everywhere.
		['install', `n8n@${version}`, '--save-exact', '--ignore-scripts', ...quiet],
		context,
	);
	await runStep(
		'Building its native parts',
		['rebuild', 'sqlite3', 'isolated-vm', '--ignore-scripts=false', '--foreground-scripts'],
		{ ...context, detail: () => '' },
	);
	writeFileSync(marker(folder), JSON.stringify({ version }));
}

/** Whoever else is installing the same version finishes first. */
async function waitForLock(lockFile: string): Promise<void> {
	let holder = takeLock(lockFile);
	if (holder) console.log(`Process ${holder.processId} is installing n8n; waiting for it.`);
	while (holder) {
		await sleep(waitForOtherMs);
		holder = takeLock(lockFile);
	}
}

/** This n8n version, ready to run, in the user's cache folder. */
export async function ensureN8n(version: string): Promise<N8nInstallation> {
	const folder = join(cacheRoot, `n8n-${version}`);
	const lockFile = `${folder}.lock`;
	await waitForLock(lockFile);
	try {
		const node = await ensureNode(nodeMajorFor(version));
		if (!existsSync(marker(folder))) {
			if (existsSync(folder)) {
				console.log('An earlier installation of n8n did not come to its end: it is removed.');
				rmSync(folder, { recursive: true, force: true });
			}
			await install(version, folder, node);
		}
		return { version, node, command: join(folder, 'node_modules', 'n8n', 'bin', 'n8n') };
	} finally {
		releaseLock(lockFile);
	}
}
