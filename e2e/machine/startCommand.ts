import { execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';

export interface Command {
	readonly file: string;
	readonly args: readonly string[];
	readonly folder: string;
	readonly environment: NodeJS.ProcessEnv;
	readonly onOutput?: (text: string) => void;
}

export interface RunningCommand {
	/** Resolves with the exit code, 1 when it was stopped. */
	readonly ended: Promise<number>;
	readonly stop: () => Promise<void>;
	/** Ends it, with all it started, as a power cut does. */
	readonly kill: () => Promise<void>;
}

const running = new Set<RunningCommand>();

export async function stopAllCommands(): Promise<void> {
	await Promise.all([...running].map(async (command) => await command.stop()));
}

/** Starts a command that ends with this process, however this process ends. */
export function startCommand({
	file,
	args,
	folder,
	environment,
	onOutput,
}: Command): RunningCommand {
	// Never shipped: the rule is about what runs inside other people's n8n.
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

/** @param leader of a process group of its own */
function killTree(leader: number): void {
	if (process.platform !== 'win32') process.kill(-leader, 'SIGKILL');
	else execFileSync('taskkill', ['/pid', String(leader), '/T', '/F'], { stdio: 'ignore' });
}
