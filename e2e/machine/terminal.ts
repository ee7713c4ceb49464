import { arch, availableParallelism, cpus, platform, totalmem } from 'node:os';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { stopAllCommands } from './processes';

const exitCodes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
let isUp = false;

/** From now on, Ctrl-C is the normal way to stop. */
export async function stayUp(): Promise<never> {
	isUp = true;
	return await new Promise<never>(() => {});
}

/** Runs `main`, then stops everything that was started, whether it succeeds or fails. */
export async function runToTheEnd(main: () => Promise<number>): Promise<void> {
	let isStopping = false;
	const interrupted = new Promise<number>((resolve) => {
		for (const [signal, exitCode] of Object.entries(exitCodes)) {
			// npm forwards a signal that this process has already received.
			process.on(signal, () => {
				if (!isStopping) console.log('\nStopping …');
				isStopping = true;
				resolve(isUp ? 0 : exitCode);
			});
		}
	});
	const outcome = main().catch((error: unknown) => {
		// What was stopped has not failed.
		if (!isStopping) console.error(error instanceof PlainFailure ? `\n${error.message}` : error);
		return 1;
	});
	// Without this, Node exits while only these promises are pending.
	const keepAlive = setInterval(() => {}, 60_000);
	const exitCode = await Promise.race([outcome, interrupted]);
	clearInterval(keepAlive);
	await stopAllCommands();
	process.exit(exitCode);
}

/** Reads the command's options. With `--help`, prints the usage and exits. */
export function readOptions<const Options extends NonNullable<ParseArgsConfig['options']>>(
	usage: string,
	options: Options,
) {
	const args = process.argv.slice(2);
	if (args.includes('--help') || args.includes('-h')) {
		console.log(usage.trim());
		process.exit(0);
	}
	try {
		return parseArgs({ args, options }).values;
	} catch (error) {
		throw new PlainFailure(`${(error as Error).message}\n\n${usage.trim()}`);
	}
}

/** A failure whose message is sufficient. No stack is printed. */
export class PlainFailure extends Error {}

const plainLineEveryMs = 15_000;

function clock(elapsedMs: number): string {
	const seconds = Math.floor(elapsedMs / 1000);
	return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

const clearProgress = () => {
	if (process.stdout.isTTY) process.stdout.write('\r\x1b[K');
};

/** Prints while `showProgress` may be showing its line. */
export function printAbove(text: string): void {
	clearProgress();
	console.log(text);
}

/** Prints the elapsed time and `detail()`: every second on a terminal, otherwise every 15 seconds. */
export async function showProgress<Result>(
	what: string,
	detail: () => string,
	work: Promise<Result>,
): Promise<Result> {
	const isTerminal = process.stdout.isTTY;
	const startedAt = Date.now();
	let lastLineAt = startedAt;
	const line = () => [`  ${what}`, clock(Date.now() - startedAt), detail()].join('  ').trimEnd();
	const timer = setInterval(() => {
		if (isTerminal) {
			clearProgress();
			process.stdout.write(line());
		} else if (Date.now() - lastLineAt >= plainLineEveryMs) {
			lastLineAt = Date.now();
			console.log(line());
		}
	}, 1000);
	try {
		return await work;
	} finally {
		clearInterval(timer);
		printAbove(line());
	}
}

export function describeMachine(n8nVersion: string): string {
	const memory = Math.round(totalmem() / 1024 ** 3);
	const model = cpus()[0]?.model.trim() || 'unknown processor';
	return [
		`n8n ${n8nVersion}`,
		`${model}, ${availableParallelism()} cores, ${memory} GB, ${platform()} ${arch()}`,
		new Date().toISOString().slice(0, 10),
	].join(' · ');
}
