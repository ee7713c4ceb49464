import assert from 'node:assert/strict';
import type { SavedWorkflow, Workflow } from '../../n8n/workflows';
import { dialer, leadParameters, workflowOf } from '../../world/runNode';
import type { QueueSpecs, QueueWorld } from '../openQueueWorld';

const leads = Array.from({ length: 120 }, (_, index) => ({
	id: `L-${index}`,
	phone: `0505${String(100_000 + index)}`,
}));
const executions = 6;
const removeDuplicates = 'Remove Duplicates';
const final = new Set(['added', 'skipped', 'unknown']);

const keyedWorkflow = (world: QueueWorld, campaign: string): Workflow => ({
	...workflowOf(
		world,
		leadParameters('addMany', campaign, {
			idempotencyKey: '={{ $json.id }}',
			batchSize: 4,
			maxConcurrency: 4,
		}),
		{ items: leads },
	),
	name: `Keys for ${campaign}`,
});

/** The verdicts of each execution by lead. */
async function runAtOnce(
	{ editor }: QueueWorld,
	workflow: SavedWorkflow,
	count: number,
): Promise<string[][]> {
	const ids = await Promise.all(
		Array.from({ length: count }, async () => await editor.startWorkflow(workflow)),
	);
	return await Promise.all(
		ids.map(async (id) => {
			const execution = await editor.waitForExecution(id);
			assert.equal(execution.status, 'success', execution.error?.message);
			return execution.jsonOf(dialer).map(({ status }) => String(status));
		}),
	);
}

/** With this node in the workflow, the database row for the lock is in use, so there is no lock. */
function withoutLock(workflow: Workflow): Workflow {
	const name = removeDuplicates;
	const last = {
		id: 'last',
		name,
		type: 'n8n-nodes-base.removeDuplicates',
		typeVersion: 2,
		position: [800, 0],
		parameters: {
			operation: 'removeItemsSeenInPreviousExecutions',
			logic: 'removeItemsWithAlreadySeenKeyValues',
			dedupeValue: '={{ $json.target }}',
			options: { scope: 'workflow' },
		},
		onError: 'continueRegularOutput',
	};
	return {
		...workflow,
		nodes: [...workflow.nodes, last],
		connections: {
			...workflow.connections,
			[dialer]: { main: [[{ node: name, type: 'main', index: 0 }]] },
		},
	};
}

export const idempotencyKeys: QueueSpecs = {
	'idempotency keys: 6 executions at once on 3 workers send each lead once and lose no key': async (
		world,
	) => {
		const { editor, simulator, processes } = world;
		const [campaign] = simulator.campaigns;
		const workflow = await editor.saveWorkflow(keyedWorkflow(world, campaign.code));
		const statuses = await runAtOnce(world, workflow, executions);
		assert.deepEqual(
			[simulator.stats().doubled, simulator.stats().leadsAccepted],
			[0, leads.length],
		);
		for (const own of statuses) assert.equal(own.length, leads.length);
		assert.deepEqual(new Set(statuses.flat().filter((status) => !final.has(status))), new Set());
		const [again] = await runAtOnce(world, workflow, 1);
		assert.deepEqual(new Set(again), new Set(['skipped']));
		assert.equal(simulator.stats().leadsAccepted, leads.length);
		const atWork = processes.worker.filter(({ instance }) =>
			instance.output().includes('Worker started execution'),
		);
		console.log(`          on ${atWork.length} workers`);
	},

	'idempotency keys: if a Remove Duplicates node uses the row of the lock, only each process is safe':
		async (world) => {
			const { editor, simulator } = world;
			const [, campaign] = simulator.campaigns;
			const workflow = await editor.saveWorkflow(
				withoutLock({ ...keyedWorkflow(world, campaign.code), name: 'Keys without a lock' }),
			);
			await runAtOnce(world, workflow, executions);
			const { doubled, leadsAccepted } = simulator.stats();
			assert.ok(leadsAccepted >= leads.length);
			console.log(`          ${doubled} of ${leads.length} leads were sent more than once`);
			await runAtOnce(world, workflow, 1);
			const forgotten = simulator.stats().leadsAccepted - leadsAccepted;
			console.log(
				`          ${forgotten} keys were lost, and their leads sent by the next execution`,
			);
			const last = await editor.runWorkflow(workflow);
			assert.equal(
				last.itemsOf(removeDuplicates, 0).length,
				0,
				'the node’s own values must not change',
			);
		},
};
