import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
	appendFileSync,
	chmodSync,
	chownSync,
	existsSync,
	mkdirSync,
	readdirSync,
	writeFileSync,
} from 'node:fs';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ensureProgram } from '../machine/ensureProgram';
import {
	freePort,
	runCommand,
	startCommand,
	type Command,
	type RunningCommand,
} from '../machine/processes';
import { PlainFailure } from '../machine/terminal';

/** A server for queue mode, with its own data folder. */
export interface Service {
	/** Environment variables that connect n8n to it. */
	readonly environment: NodeJS.ProcessEnv;
	/** Kills it, like a power failure. Written data stays. */
	kill(): Promise<void>;
	startAgain(): Promise<void>;
}

/** Redis on 127.0.0.1. It restores its data after a kill. */
export async function startRedis(folder: string, logFile: string): Promise<Service> {
	const file = await ensureProgram({
		names: ['redis-server'],
		neededBy: 'n8n’s queue mode',
		debianPackages: ['redis-server'],
	});
	const data = join(folder, 'redis');
	mkdirSync(data);
	const port = await freePort();
	const settings = {
		bind: '127.0.0.1',
		port: String(port),
		dir: data,
		unixsocket: join(data, 'socket'),
		appendonly: 'yes',
		appendfsync: 'always',
		save: '',
	};
	return await startService({
		name: 'Redis',
		command: {
			file,
			args: Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]),
			folder: data,
			environment: process.env,
		},
		port,
		logFile,
		environment: { QUEUE_BULL_REDIS_HOST: '127.0.0.1', QUEUE_BULL_REDIS_PORT: String(port) },
	});
}

const user = 'n8n';

const debianFolder = '/usr/lib/postgresql';

const postgresql = {
	neededBy: 'n8n’s queue mode',
	debianPackages: ['postgresql'],
	/** Debian keeps PostgreSQL's programs in a folder per version, outside the PATH. */
	otherFolders: () => {
		const versions = existsSync(debianFolder) ? readdirSync(debianFolder) : [];
		return versions
			.sort((a, b) => Number(b) - Number(a))
			.map((version) => join(debianFolder, version, 'bin'));
	},
};

export async function startPostgres(folder: string, logFile: string): Promise<Service> {
	const postgres = await ensureProgram({ ...postgresql, names: ['postgres'] });
	const initdb = await ensureProgram({ ...postgresql, names: ['initdb'] });
	const home = join(folder, 'postgres');
	const data = join(home, 'data');
	const passwordFile = join(home, 'password');
	const password = randomBytes(16).toString('hex');
	mkdirSync(home);
	writeFileSync(passwordFile, password);
	await handOver(home, passwordFile);

	const options = { folder: home, environment: { ...process.env, LC_ALL: 'C' } };
	const { exitCode, output } = await runCommand({
		...withoutRoot(initdb, [
			`--pgdata=${data}`,
			`--username=${user}`,
			`--pwfile=${passwordFile}`,
			'--auth=scram-sha-256',
			'--encoding=UTF8',
			'--no-locale',
		]),
		...options,
	});
	if (exitCode !== 0) {
		throw new PlainFailure(`initdb could not create a database in ${dirname(data)}:\n${output}`);
	}
	const port = await freePort();
	const settings = [
		'listen_addresses=127.0.0.1',
		`port=${port}`,
		`unix_socket_directories=${home}`,
		'max_connections=200',
	];
	return await startService({
		name: 'PostgreSQL',
		command: {
			...withoutRoot(postgres, ['-D', data, ...settings.flatMap((setting) => ['-c', setting])]),
			...options,
		},
		port,
		logFile,
		environment: {
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: String(port),
			DB_POSTGRESDB_DATABASE: 'postgres',
			DB_POSTGRESDB_USER: user,
			DB_POSTGRESDB_PASSWORD: password,
		},
	});
}

export interface ServiceOptions {
	readonly name: string;
	readonly command: Omit<Command, 'onOutput'>;
	readonly port: number;
	readonly logFile: string;
	readonly environment: NodeJS.ProcessEnv;
}

const startTimeoutMs = 30_000;
const pollMs = 50;

/** Starts a server and waits until it accepts connections. It ends with this process. */
async function startService({
	name,
	command,
	port,
	logFile,
	environment,
}: ServiceOptions): Promise<Service> {
	let running: RunningCommand;
	const start = async () => {
		const deadline = Date.now() + startTimeoutMs;
		for (let isUp = false; !isUp; ) {
			let hasEnded = false;
			running = startCommand({ ...command, onOutput: (text) => appendFileSync(logFile, text) });
			void running.ended.then(() => {
				hasEnded = true;
			});
			// A killed server can leave lock files behind.
			while (!isUp && !hasEnded && Date.now() < deadline) {
				isUp = await isListening(port);
				await sleep(pollMs);
			}
			if (isUp || Date.now() < deadline) continue;
			await running.stop();
			throw new PlainFailure(
				`${name} does not accept connections on port ${port}. Log: ${logFile}`,
			);
		}
	};
	await start();
	return { environment, kill: async () => await running.kill(), startAgain: start };
}

async function isListening(port: number): Promise<boolean> {
	return await new Promise((resolve) => {
		const socket = connect({ port, host: '127.0.0.1' });
		const end = (is: boolean) => {
			socket.destroy();
			resolve(is);
		};
		socket.once('connect', () => end(true)).once('error', () => end(false));
	});
}

/** Debian's user for PostgreSQL, which does not run as root. */
const unprivileged = 'postgres';

const isRoot = (): boolean => process.getuid?.() === 0;

const idOf = (flag: string): number =>
	Number(execFileSync('id', [flag, unprivileged], { encoding: 'utf8' }));

/** Runs the command as a user other than root. */
const withoutRoot = (
	file: string,
	args: readonly string[],
): { file: string; args: readonly string[] } =>
	isRoot()
		? {
				file: 'setpriv',
				args: [
					`--reuid=${unprivileged}`,
					`--regid=${unprivileged}`,
					'--init-groups',
					file,
					...args,
				],
			}
		: { file, args };

/** Gives the files to this user and makes them accessible. */
async function handOver(...files: readonly string[]): Promise<void> {
	if (!isRoot()) return;
	for (const file of files) chownSync(file, idOf('-u'), idOf('-g'));
	chmodSync(dirname(files[0]), 0o711);
}
