import { appendFileSync } from 'node:fs';
import { PlainFailure } from '../machine/PlainFailure';
import { startCommand, type Command, type RunningCommand } from '../machine/startCommand';
import { isListening } from './isListening';
import type { Service } from './Service';

export interface ServiceOptions {
	readonly name: string;
	readonly command: Omit<Command, 'onOutput'>;
	readonly port: number;
	readonly logFile: string;
	readonly environment: NodeJS.ProcessEnv;
}

const startTimeoutMs = 30_000;
const pollMs = 50;

/** Starts a server and waits until it takes connections. Ends with this process. */
export async function startService({
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
			// One that was killed may leave behind what its successor waits for.
			while (!isUp && !hasEnded && Date.now() < deadline) {
				isUp = await isListening(port);
				await new Promise((resolve) => setTimeout(resolve, pollMs));
			}
			if (isUp || Date.now() < deadline) continue;
			await running.stop();
			throw new PlainFailure(
				`${name} does not take connections on port ${port}. What it said is in ${logFile}`,
			);
		}
	};
	await start();
	return { environment, kill: async () => await running.kill(), startAgain: start };
}
