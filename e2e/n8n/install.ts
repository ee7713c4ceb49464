import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cacheRoot } from '../machine/folders';
import { releaseLock, takeLock } from '../machine/lock';
import { npm, npmFailure } from '../machine/npm';
import { PlainFailure, showProgress } from '../machine/terminal';
import { newestNodeMajor, nodeMajorFor } from './versions';

export interface N8nInstallation {
	readonly version: string;
	readonly node: NodeInstallation;
	/** n8n's command; run it with `node`. */
	readonly command: string;
}

const neededGigabytes = 4;
const bytesPerGigabyte = 1024 ** 3;
/** How npm logs each response at this log level. */
const registryAnswer = 'npm http fetch ';
const expectedAnswers = 3900;
const waitForOtherMs = 2000;
/**
 * Older versions of n8n get their Excel library from the vendor's host, which many networks block. The
 * registry's last version is sufficient: no workflow of this project reads Excel files.
 */
const excelLibrary = { xlsx: '0.18.5' };
/**
 * What a server does not load of n8n: components that its editor already contains, and the
 * browser and chats of its AI assistant. An empty package takes their place.
 */
const leftOut = [
	'@n8n/design-system',
	'@n8n/mcp-browser',
	'@chat-adapter/discord',
	'@chat-adapter/linear',
];

const freeBytes = () => {
	const { bavail, bsize } = statfsSync(cacheRoot);
	return bavail * bsize;
};

const folderOf = (version: string) => join(cacheRoot, `n8n-${version}`);

/** Exists only in a complete installation. */
const marker = (folder: string) => join(folder, 'installed.json');

export const isInstalled = (version: string) => existsSync(marker(folderOf(version)));

async function runStep(
	what: string,
	args: readonly string[],
	context: {
		folder: string;
		node: NodeInstallation;
		detail: (output: string) => string;
		logFile: string;
	},
): Promise<void> {
	let soFar = '';
	const { exitCode, output } = await showProgress(
		what,
		() => context.detail(soFar),
		npm(args, {
			folder: context.folder,
			onOutput: (text) => {
				soFar += text;
			},
			nodeBinary: context.node.binary,
			extra: context.node.folder ? { npm_config_nodedir: context.node.folder } : {},
		}),
	);
	writeFileSync(context.logFile, output, { flag: 'a' });
	if (exitCode !== 0) throw npmFailure(what, output, context.logFile);
}

/** Checks all preconditions before the large download. */
async function checkBefore(version: string, folder: string): Promise<void> {
	const freeGigabytes = freeBytes() / bytesPerGigabyte;
	if (freeGigabytes < neededGigabytes) {
		throw new PlainFailure(
			`To install n8n in ${folder}, about ${neededGigabytes} GB of free disk space are required. Only ${freeGigabytes.toFixed(1)} GB are free. Free up space, or set XDG_CACHE_HOME to a folder on a larger disk.`,
		);
	}
	const check = await npm(
		['view', `n8n@${version}`, 'version', '--fetch-retries=1', '--fetch-timeout=20000'],
		{ folder: cacheRoot },
	);
	if (check.exitCode !== 0 || !check.output.includes(version)) {
		throw npmFailure(`Looking up n8n ${version}`, check.output || 'E404');
	}
}

async function install(version: string, folder: string, node: NodeInstallation): Promise<void> {
	const nothing = join(folder, 'nothing');
	mkdirSync(nothing, { recursive: true });
	writeFileSync(
		join(nothing, 'package.json'),
		JSON.stringify({ name: 'nothing', version: '0.0.0' }),
	);
	const overrides = {
		...excelLibrary,
		...Object.fromEntries(leftOut.map((name) => [name, `file:${nothing}`])),
	};
	writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, overrides }));
	const logFile = `${folder}.log`;
	writeFileSync(logFile, '');
	const freeBefore = freeBytes();
	const detail = (output: string) => {
		const answers = output.split(registryAnswer).length - 1;
		const megabytes = Math.max(0, Math.round((freeBefore - freeBytes()) / 1024 ** 2));
		return `${answers} of about ${expectedAnswers} registry responses, ${megabytes} MB on disk`;
	};
	const context = { folder, node, detail, logFile };
	const options = ['--no-audit', '--no-fund', '--loglevel=http'];
	await runStep(
		`Installing n8n ${version}`,
		// The install script of one optional dependency fails on some systems.
		['install', `n8n@${version}`, '--save-exact', '--ignore-scripts', ...options],
		context,
	);
	await runStep(
		'Building native modules',
		['rebuild', 'sqlite3', 'isolated-vm', '--ignore-scripts=false', '--foreground-scripts'],
		{ ...context, detail: () => 'up to about two minutes' },
	);
	writeFileSync(marker(folder), JSON.stringify({ version }));
}

/** Waits for another process that installs the same version. */
async function waitForLock(lockFile: string): Promise<void> {
	let holder = takeLock(lockFile);
	if (holder) console.log(`Waiting for process ${holder.processId}, which is installing n8n.`);
	while (holder) {
		await sleep(waitForOtherMs);
		holder = takeLock(lockFile);
	}
}

/** Installs this n8n version in the user's cache folder if necessary. */
export async function ensureN8n(version: string): Promise<N8nInstallation> {
	const folder = folderOf(version);
	const lockFile = `${folder}.lock`;
	await waitForLock(lockFile);
	try {
		const isComplete = isInstalled(version);
		if (!isComplete) {
			if (existsSync(folder)) {
				console.log('Removing an incomplete installation of n8n.');
				await rm(folder, { recursive: true, force: true });
			}
			console.log(
				[
					`Installing n8n ${version}. This is only necessary once.`,
					`It takes a few minutes and about 2.5 GB in ${folder}`,
					'Press Ctrl-C to cancel. The next start begins again.',
				].join('\n'),
			);
			await checkBefore(version, folder);
		}
		const node = await ensureNode(nodeMajorFor(version));
		if (!isComplete) await install(version, folder, node);
		return { version, node, command: join(folder, 'node_modules', 'n8n', 'bin', 'n8n') };
	} finally {
		releaseLock(lockFile);
	}
}

interface NodeInstallation {
	readonly binary: string;
	/** The folder with its headers. Not needed for the system's own Node. */
	readonly folder?: string;
}

const ownMajor = Number(process.versions.node.split('.')[0]);

/** Returns a Node of this major version: the system's own, or one in the cache. */
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
		`Downloading Node ${major} for n8n`,
		() => '',
		npm(['install', `${packageName}@${major}`, '--ignore-scripts', '--no-audit', '--no-fund'], {
			folder: installFolder,
		}),
	);
	if (exitCode !== 0 || !existsSync(binary)) {
		rmSync(installFolder, { recursive: true, force: true });
		throw npmFailure(`Downloading Node ${major} for n8n`, output);
	}
	return { binary, folder };
}

/** Installs the packed package as a community package if necessary. */
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
		// n8n provides the peer dependency n8n-workflow.
		['install', tarball, '--ignore-scripts', '--no-audit', '--no-fund', '--legacy-peer-deps'],
		{ folder, nodeBinary: node.binary },
	);
	if (exitCode !== 0) throw npmFailure('Installing this package into n8n', output);
	writeFileSync(marker, digest);
}
