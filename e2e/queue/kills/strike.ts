import type { QueueWorld } from '../QueueWorld';
import type { Kill } from './Kill';
import { workerOf } from './workerOf';

const mostStarts = 5;

/** As a process manager does: what it needs may be down as well. */
async function untilStarted(startAgain: () => Promise<void>): Promise<void> {
	for (let start = 1; ; start++) {
		try {
			return await startAgain();
		} catch (error) {
			if (start === mostStarts) throw error;
		}
	}
}

const pause = async (ms: number) => await new Promise((resolve) => setTimeout(resolve, ms));

/** Kills the victim and starts it again; resolves once it is dead with what ends when it is back. */
export async function strike(
	world: QueueWorld,
	{ victim, downMs }: Kill,
	executionId: string,
): Promise<{ readonly isBack: Promise<void> }> {
	const backAfterPause = async (startAgain: () => Promise<void>) => {
		await pause(downMs);
		await untilStarted(startAgain);
	};
	if (victim === 'redis' || victim === 'postgres') {
		const service = world[victim];
		await service.kill();
		return { isBack: backAfterPause(async () => await service.startAgain()) };
	}
	const process = victim === 'main' ? world.processes.start[0] : await workerOf(world, executionId);
	await process.instance.kill();
	return { isBack: backAfterPause(async () => await process.startAgain()) };
}
