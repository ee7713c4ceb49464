import { createWriteStream, mkdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { environmentFor } from '../machine/npm';
import { freePort, startCommand } from '../machine/processes';
import { PlainFailure } from '../machine/terminal';
import type { N8nInstallation } from './install';

export interface N8nInstance {
	readonly url: string;
	/** The output of n8n so far. */
	readonly output: () => string;
	readonly logFile: string;
	readonly stop: () => Promise<void>;
	/** Kills n8n, like a power failure. */
	readonly kill: () => Promise<void>;
}

/** n8n's commands. All but the first are for queue mode. */
export type N8nRole = 'start' | 'webhook' | 'worker';

export interface N8nOptions {
	readonly role?: N8nRole;
	readonly port: number;
	readonly userFolder: string;
	/** Additional folders that workflows may read and write. */
	readonly fileFolders: readonly string[];
	/** The file for the output of n8n. */
	readonly logFile: string;
	readonly extra?: NodeJS.ProcessEnv;
}

const startTimeoutMs = 120_000;
const pollMs = 200;
const linesShown = 12;

/** Older versions report that they are ready slightly before their editor's API is available. */
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
					: `n8n exited during startup (exit code ${exitCode})`;
			const lastLines = output.trim().split('\n').slice(-linesShown);
			throw new PlainFailure(
				[`${what}. Last output:`, ...lastLines, `Full log: ${logFile}`].join('\n'),
			);
		}
		await sleep(pollMs);
	}
	return { url, output: () => output, logFile, stop: n8n.stop, kill: n8n.kill };
}

/** No telemetry, no surveys, and no connections from other computers. */
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
