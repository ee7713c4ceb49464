import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSimulator, type StartOptions } from '../../simulator';
import { repositoryRoot } from '../machine/folders';
import { freePort } from '../machine/processes';
import { connectEditor } from '../n8n/EditorApi';
import { ensureN8n, installPackage, type N8nInstallation } from '../n8n/install';
import { startN8n, type N8nInstance, type N8nRole } from '../n8n/startN8n';
import { packPackage } from '../package/pack';
import { accountCode, type World } from '../world/openWorld';
import { startPostgres, startRedis, type Service } from './services';

/** An n8n process that can be killed and restarted. */
export interface N8nProcess {
	readonly instance: N8nInstance;
	startAgain(): Promise<void>;
}

/** n8n in queue mode. `n8n` is its main process. */
export interface QueueWorld extends World {
	readonly processes: Readonly<Record<N8nRole, readonly N8nProcess[]>>;
	readonly redis: Service;
	readonly postgres: Service;
}

export type QueueSpecs = Readonly<Record<string, (world: QueueWorld) => Promise<void>>>;

export interface QueueOptions {
	readonly version: string;
	readonly webhooks: number;
	readonly workers: number;
	/** Environment variables for all n8n processes. */
	readonly environment?: NodeJS.ProcessEnv;
	readonly simulator?: StartOptions;
}

const login = { email: 'builder@example.com', password: 'Queue-n8n-1' };

/** Large enough for the data of an execution with 20,000 leads. */
const maxDataBytes = 1024 ** 3;

const logFile = (role: N8nRole, number: number): string =>
	join(tmpdir(), `voicenter-dialer-queue-${role}-${number}.log`);

const startAll = async (setup: ProcessSetup, role: N8nRole, count: number): Promise<N8nProcess[]> =>
	await Promise.all(
		Array.from({ length: count }, async (_, index) => await startProcess(setup, role, index + 1)),
	);

/** Starts n8n in queue mode with the packed package, and a simulator. */
export async function openQueueWorld({
	version,
	webhooks,
	workers,
	environment,
	simulator: simulatorOptions = {},
}: QueueOptions): Promise<QueueWorld> {
	const installation = await ensureN8n(version);
	const folder = mkdtempSync(join(tmpdir(), 'voicenter-dialer-queue-'));
	process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
	const redis = await startRedis(folder, join(tmpdir(), 'voicenter-dialer-queue-redis.log'));
	const postgres = await startPostgres(
		folder,
		join(tmpdir(), 'voicenter-dialer-queue-postgres.log'),
	);
	const userFolder = join(folder, 'n8n');
	const tarball = await packPackage(join(folder, 'package'));
	await installPackage(tarball, userFolder, installation.node);
	const simulator = await startSimulator({
		...simulatorOptions,
		seed: { code: accountCode, ...simulatorOptions.seed },
	});

	const setup: ProcessSetup = {
		installation,
		userFolder,
		fileFolders: [join(repositoryRoot, 'examples'), userFolder],
		logFile,
		environment: {
			...redis.environment,
			...postgres.environment,
			EXECUTIONS_MODE: 'queue',
			OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
			N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
			EXECUTIONS_DATA_MAX_DISPLAY_SIZE: String(maxDataBytes),
			...environment,
		},
	};
	// The main process migrates the database for all processes.
	const [main] = await startAll(setup, 'start', 1);
	const processes = {
		start: [main],
		webhook: await startAll(setup, 'webhook', webhooks),
		worker: await startAll(setup, 'worker', workers),
	};
	const connected = await connectEditor(main.instance.url, login, simulator.url, accountCode);
	return {
		get n8n() {
			return main.instance;
		},
		...connected,
		simulator,
		userFolder,
		processes,
		redis,
		postgres,
	};
}

interface ProcessSetup {
	readonly installation: N8nInstallation;
	/** Contains the packed package. */
	readonly userFolder: string;
	readonly fileFolders: readonly string[];
	readonly logFile: (role: N8nRole, number: number) => string;
	readonly environment: NodeJS.ProcessEnv;
}

/**
 * An n8n process with its own port. Each start gets a new user folder, as in a container: in the folder
 * of a killed process, n8n would wait ten seconds before it starts.
 */
async function startProcess(
	{ installation, userFolder, fileFolders, logFile, environment }: ProcessSetup,
	role: N8nRole,
	number: number,
): Promise<N8nProcess> {
	const port = await freePort();
	const start = async (): Promise<N8nInstance> => {
		const own = mkdtempSync(join(userFolder, `${role}-`));
		mkdirSync(join(own, '.n8n'));
		symlinkSync(join(userFolder, '.n8n', 'nodes'), join(own, '.n8n', 'nodes'));
		return await startN8n(installation, {
			role,
			port,
			userFolder: own,
			fileFolders,
			logFile: logFile(role, number),
			extra: {
				...environment,
				...(role === 'worker' && {
					QUEUE_HEALTH_CHECK_ACTIVE: 'true',
					QUEUE_HEALTH_CHECK_PORT: String(port),
				}),
			},
		});
	};
	let instance = await start();
	return {
		get instance() {
			return instance;
		},
		startAgain: async () => {
			instance = await start();
		},
	};
}
