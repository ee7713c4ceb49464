import { createWriteStream, mkdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { environmentFor } from '../machine/npm';
import { freePort, startCommand } from '../machine/processes';
import { PlainFailure } from '../machine/terminal';
import type { N8nInstallation } from './install';

export interface N8nInstance {
	readonly url: string;
	/** All that n8n has written to the terminal so far. */
	readonly output: () => string;
	readonly logFile: string;
	readonly stop: () => Promise<void>;
	/** Ends n8n as a power cut does. */
	readonly kill: () => Promise<void>;
}

/** n8n's own names for what a process does; all but the first exist in queue mode alone. */
export type N8nRole = 'start' | 'webhook' | 'worker';

export interface N8nOptions {
	readonly role?: N8nRole;
	readonly port: number;
	readonly userFolder: string;
	/** The folders, beside its own, that workflows may read files from and write them to. */
	readonly fileFolders: readonly string[];
	/** Where what n8n writes to the terminal is kept. */
	readonly logFile: string;
	readonly extra?: NodeJS.ProcessEnv;
}

const startTimeoutMs = 120_000;
const pollMs = 200;
const linesShown = 12;

/** Older versions say that they are ready some moments before their editor's interface is there. */
const readyPaths: Readonly<Record<N8nRole, readonly string[]>> = {
	start: ['/healthz/readiness', '/rest/settings'],
	webhook: ['/healthz/readiness'],
	worker: ['/healthz/readiness'],
};

async function isReady(url: string, role: N8nRole): Promise<boolean> {
	try {
		const answers = await Promise.all(
			readyPaths[role].map(async (path) => await fetch(url + path)),
		);
		return answers.every(({ ok }) => ok);
	} catch {
		return false;
	}
}

export async function startN8n(
	installation: N8nInstallation,
	{ role = 'start', port, userFolder, fileFolders, logFile, extra }: N8nOptions,
): Promise<N8nInstance> {
	mkdirSync(userFolder, { recursive: true });
	const url = `http://127.0.0.1:${port}`;
	const log = createWriteStream(logFile);
	let output = '';
	let exitCode: number | undefined;
	const { node, command } = installation;
	const n8n = startCommand({
		file: node.binary,
		args: [command, role],
		folder: userFolder,
		environment: environmentFor(node.binary, {
			...quietEnvironment,
			N8N_USER_FOLDER: userFolder,
			N8N_PORT: String(port),
			N8N_EDITOR_BASE_URL: url,
			WEBHOOK_URL: `${url}/`,
			N8N_RUNNERS_BROKER_PORT: String(await freePort()),
			N8N_RESTRICT_FILE_ACCESS_TO: fileFolders.join(';'),
			...extra,
		}),
		onOutput: (text) => {
			output += text;
			log.write(text);
		},
	});
	void n8n.ended.then((code) => {
		exitCode = code;
	});

	const deadline = Date.now() + startTimeoutMs;
	while (!(await isReady(url, role))) {
		if (exitCode !== undefined || Date.now() > deadline) {
			await n8n.stop();
			const what =
				exitCode === undefined
					? `n8n was not ready after ${startTimeoutMs / 1000} seconds`
					: `n8n ended while it was starting (exit code ${exitCode})`;
			const lastLines = output.trim().split('\n').slice(-linesShown);
			throw new PlainFailure(
				[`${what}. It said last:`, ...lastLines, `All of it: ${logFile}`].join('\n'),
			);
		}
		await sleep(pollMs);
	}
	return { url, output: () => output, logFile, stop: n8n.stop, kill: n8n.kill };
}

/** n8n without anything that calls home, asks questions, or listens beyond this computer. */
const quietEnvironment: NodeJS.ProcessEnv = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_LISTEN_ADDRESS: '127.0.0.1',
	N8N_HOST: '127.0.0.1',
	N8N_SECURE_COOKIE: 'false',
	N8N_RUNNERS_BROKER_LISTEN_ADDRESS: '127.0.0.1',
	N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'true',
	DB_TYPE: 'sqlite',
	NO_COLOR: '1',
};
