import { setTimeout as sleep } from 'node:timers/promises';
import { waitUntil } from '../../machine/processes';
import type { Execution } from '../../n8n/Execution';
import { RestFailure } from '../../n8n/RestClient';
import type { SavedWorkflow } from '../../n8n/workflows';
import { dialer } from '../../world/runNode';
import type { N8nProcess, QueueWorld } from '../openQueueWorld';
import { killWorkflow, type Kill } from './plan';

export interface KilledRun {
	/** The execution after the kill, from the start and with the same leads. */
	readonly again: Execution;
	readonly isBack: Promise<void>;
}

const requestsTimeoutMs = 60_000;

/**
 * Starts a workflow and kills the victim. Then the workflow runs again from the start: n8n 1.x gives the
 * execution of a killed worker to another worker, otherwise a user starts it again.
 */
export async function runKill(
	world: QueueWorld,
	kill: Kill,
	isGivenToAnother: boolean,
): Promise<KilledRun> {
	const { editor, simulator } = world;
	const requests = () =>
		simulator.requests.filter(
			({ method, parameters }) =>
				method === 'AddCallsBulk' && JSON.stringify(parameters).includes(`"${kill.campaign}"`),
		).length;
	const workflow = await untilDone(
		async () => await editor.saveWorkflow(killWorkflow(world, kill)),
	);
	const executionId = await untilDone(async () => await editor.startWorkflow(workflow));
	await waitUntil(
		`${kill.afterRequests} requests`,
		async () => (requests() >= kill.afterRequests ? true : undefined),
		requestsTimeoutMs,
	);
	await sleep(kill.delayMs);
	const { isBack } = await strike(world, kill, executionId);
	const campaign = simulator.campaigns.find(({ code }) => code === kill.campaign);
	if (kill.isDialed) campaign?.pending.clear();
	// The other workers take over in the meantime.
	if (kill.victim !== 'worker') await isBack;
	const again = await untilDone(async () =>
		isGivenToAnother && kill.victim === 'worker'
			? await editor.waitForExecution(executionId)
			: await runToItsEnd(world, workflow),
	);
	return { again, isBack };
}

const mostRuns = 5;

/** n8n can fail an execution before it reaches the node, because its database has just restarted. */
async function runToItsEnd({ editor }: QueueWorld, workflow: SavedWorkflow): Promise<Execution> {
	for (let run = 1; ; run++) {
		const execution = await editor.runWorkflow(workflow);
		const hasFailedBefore = execution.status !== 'success' && execution.runsOf(dialer).length === 0;
		if (!hasFailedBefore || run === mostRuns) return execution;
		console.log(
			`  execution ${execution.id} ended with “${execution.status}” before it reached the node`,
		);
	}
}

const mostStarts = 5;

/** Like a process manager: services that it needs can be down, too. */
async function untilStarted(startAgain: () => Promise<void>): Promise<void> {
	for (let start = 1; ; start++) {
		try {
			return await startAgain();
		} catch (error) {
			if (start === mostStarts) throw error;
		}
	}
}

/** Kills the victim and restarts it. Resolves once it is dead, with a promise for its restart. */
async function strike(
	world: QueueWorld,
	{ victim, downMs }: Kill,
	executionId: string,
): Promise<{ readonly isBack: Promise<void> }> {
	const backAfterPause = async (startAgain: () => Promise<void>) => {
		await sleep(downMs);
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

const workerTimeoutMs = 20_000;

/** The worker that logged the start of the execution. */
async function workerOf({ processes }: QueueWorld, executionId: string): Promise<N8nProcess> {
	const text = `Worker started execution ${executionId} `;
	return await waitUntil(
		`Waiting for a worker to start execution ${executionId}`,
		async () => processes.worker.find(({ instance }) => instance.output().includes(text)),
		workerTimeoutMs,
	);
}

const pauseMs = 500;
const downTimeoutMs = 120_000;

/** Retries while n8n, its database or its queue is unavailable. */
async function untilDone<T>(work: () => Promise<T>): Promise<T> {
	const deadline = Date.now() + downTimeoutMs;
	for (;;) {
		try {
			return await work();
		} catch (error) {
			const isDown = error instanceof RestFailure ? error.status >= 500 : isNetworkError(error);
			if (!isDown || Date.now() > deadline) throw error;
			await sleep(pauseMs);
		}
	}
}

/** The error of fetch if the connection fails. */
const isNetworkError = (error: unknown): boolean => error instanceof TypeError;
