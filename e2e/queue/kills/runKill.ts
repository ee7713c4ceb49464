import { waitUntil } from '../../machine/waitUntil';
import type { Execution } from '../../n8n/Execution';
import type { QueueWorld } from '../QueueWorld';
import type { Kill } from './Kill';
import { killWorkflow } from './killWorkflow';
import { strike } from './strike';
import { untilDone } from './untilDone';

export interface KilledRun {
	/** The one that was hit. */
	readonly executionId: string;
	/** The one that somebody started after it, with the same leads. */
	readonly again: Execution;
	readonly isBack: Promise<void>;
}

const timeoutMs = 60_000;

/** Starts a workflow, kills, and starts the workflow again, as whoever sees a crashed execution does. */
export async function runKill(world: QueueWorld, kill: Kill): Promise<KilledRun> {
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
		timeoutMs,
	);
	await new Promise((resolve) => setTimeout(resolve, kill.delayMs));
	const { isBack } = await strike(world, kill, executionId);
	// The others do the work of a killed worker meanwhile.
	if (kill.victim !== 'worker') await isBack;
	const again = await untilDone(async () => await editor.runWorkflow(workflow));
	return { executionId, again, isBack };
}
