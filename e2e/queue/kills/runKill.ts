import { waitUntil } from '../../machine/waitUntil';
import type { Execution } from '../../n8n/Execution';
import type { SavedWorkflow } from '../../n8n/Workflow';
import { dialer } from '../../world/runNode';
import type { QueueWorld } from '../QueueWorld';
import type { Kill } from './Kill';
import { killWorkflow } from './killWorkflow';
import { strike } from './strike';
import { untilDone } from './untilDone';

export interface KilledRun {
	/** What ran after the kill, from the start and with the same leads. */
	readonly again: Execution;
	readonly isBack: Promise<void>;
}

const timeoutMs = 60_000;

/**
 * Starts a workflow and kills. Then the workflow begins anew: n8n 1.x gives the execution of a killed
 * worker to another one; otherwise whoever sees the crashed execution starts it again.
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
		timeoutMs,
	);
	await new Promise((resolve) => setTimeout(resolve, kill.delayMs));
	const { isBack } = await strike(world, kill, executionId);
	const campaign = simulator.campaigns.find(({ code }) => code === kill.campaign);
	if (kill.isDialed) campaign?.pending.clear();
	// The others do the work of a killed worker meanwhile.
	if (kill.victim !== 'worker') await isBack;
	const again = await untilDone(async () =>
		isGivenToAnother && kill.victim === 'worker'
			? await editor.waitForExecution(executionId)
			: await runToItsEnd(world, workflow),
	);
	return { again, isBack };
}

const mostRuns = 5;

/** n8n may end an execution before it comes to the node, and says so: its database is only just back. */
async function runToItsEnd({ editor }: QueueWorld, workflow: SavedWorkflow): Promise<Execution> {
	for (let run = 1; ; run++) {
		const execution = await editor.runWorkflow(workflow);
		const hasFailedBefore = execution.status !== 'success' && execution.runsOf(dialer).length === 0;
		if (!hasFailedBefore || run === mostRuns) return execution;
		console.log(`  execution ${execution.id} ended with “${execution.status}”, before the node`);
	}
}
