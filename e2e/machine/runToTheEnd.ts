import { PlainFailure } from './PlainFailure';
import { stopAllCommands } from './startCommand';

const exitCodes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
let isUp = false;

/** From here on, Ctrl-C is the ordinary way to end. */
export async function stayUp(): Promise<never> {
	isUp = true;
	return await new Promise<never>(() => {});
}

/** Runs `main`; whatever becomes of it, everything started on the way is ended with it. */
export async function runToTheEnd(main: () => Promise<number>): Promise<void> {
	const interrupted = new Promise<number>((resolve) => {
		let isStopping = false;
		for (const [signal, exitCode] of Object.entries(exitCodes)) {
			// npm hands a signal on that has come here already.
			process.on(signal, () => {
				if (!isStopping) console.log('\nStopping …');
				isStopping = true;
				resolve(isUp ? 0 : exitCode);
			});
		}
	});
	const outcome = main().catch((error: unknown) => {
		console.error(error instanceof PlainFailure ? `\n${error.message}` : error);
		return 1;
	});
	// Without this, Node ends early when nothing but these promises is pending.
	const keepAlive = setInterval(() => {}, 60_000);
	const exitCode = await Promise.race([outcome, interrupted]);
	clearInterval(keepAlive);
	await stopAllCommands();
	process.exit(exitCode);
}
