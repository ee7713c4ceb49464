import { execFileSync, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Command {
	readonly file: string;
	readonly args: readonly string[];
	readonly folder: string;
	readonly environment: NodeJS.ProcessEnv;
	readonly onOutput?: (text: string) => void;
}

export interface RunningCommand {
	/** Resolves with the exit code, or 1 if the process was stopped. */
	readonly ended: Promise<number>;
	readonly stop: () => Promise<void>;
	/** Kills it and all its child processes, like a power failure. */
	readonly kill: () => Promise<void>;
}

const running = new Set<RunningCommand>();

export async function stopAllCommands(): Promise<void> {
	await Promise.all([...running].map(async (command) => await command.stop()));
}

/** Starts a command that ends when this process ends for any reason. */
export function startCommand({
	file,
	args,
	folder,
	environment,
	onOutput,
}: Command): RunningCommand {
	// The rule is for code that runs inside n8n. This is not shipped.
	const guard = spawn(process.execPath, [join(__dirname, 'guard.cjs'), file, ...args], {
		cwd: folder,
		env: environment,
		stdio: ['pipe', 'pipe', 'pipe'],
		detached: process.platform !== 'win32',
	});
	guard.stdin.on('error', () => {});
	for (const stream of [guard.stdout, guard.stderr]) {
		stream.setEncoding('utf8').on('data', (text: string) => onOutput?.(text));
	}
	const ended = new Promise<number>((resolve, reject) => {
		guard.once('error', reject);
		guard.once('exit', (code) => {
			running.delete(command);
			resolve(code ?? 1);
		});
	});
	const command: RunningCommand = {
		ended,
		stop: async () => {
			guard.stdin.end();
			await ended;
		},
		kill: async () => {
			if (guard.pid !== undefined && running.has(command)) killTree(guard.pid);
			await ended;
		},
	};
	running.add(command);
	return command;
}

/** @param leader of a process group */
function killTree(leader: number): void {
	if (process.platform !== 'win32') process.kill(-leader, 'SIGKILL');
	else execFileSync('taskkill', ['/pid', String(leader), '/T', '/F'], { stdio: 'ignore' });
}

export interface FinishedCommand {
	readonly exitCode: number;
	readonly output: string;
}

export async function runCommand(command: Command): Promise<FinishedCommand> {
	let output = '';
	const exitCode = await startCommand({
		...command,
		onOutput: (text) => {
			output += text;
			command.onOutput?.(text);
		},
	}).ended;
	return { exitCode, output };
}

const pollMs = 100;

/** Polls until there is a result. */
export async function waitUntil<Answer>(
	what: string,
	ask: () => Promise<Answer | undefined>,
	timeoutMs: number,
): Promise<Answer> {
	const deadline = Date.now() + timeoutMs;
	for (;;) {
		const answer = await ask();
		if (answer !== undefined) return answer;
		if (Date.now() > deadline)
			throw new Error(`${what}: timed out after ${timeoutMs / 1000} seconds`);
		await sleep(pollMs);
	}
}

/** Below the range of ephemeral ports, so that no other process gets one in the meantime. */
const firstPort = 20_000;
const lastPort = 32_000;

async function isFree(port: number): Promise<boolean> {
	return await new Promise((resolve) => {
		const server = createServer();
		server.once('error', () => resolve(false));
		server.listen({ port, host: '127.0.0.1' }, () => {
			server.close(() => resolve(true));
		});
	});
}

/** Returns the preferred port if it is free, otherwise any free port. */
export async function freePort(preferred?: number): Promise<number> {
	let port = preferred ?? randomInt(firstPort, lastPort);
	while (!(await isFree(port))) port = randomInt(firstPort, lastPort);
	return port;
}
