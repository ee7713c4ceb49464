import assert from 'node:assert/strict';
import type { Workflow, WorkflowNode } from '../../n8n/Workflow';
import { byCode, dialer, workflowOf } from '../../world/runNode';
import type { Specs, World } from '../../world/World';
import {
	allAdded,
	assertEachOnce,
	awayOnce,
	dialerNode,
	makeLeads,
	operations,
	parametersOf,
	retryOnFail,
	statusesOf,
	to,
	type LeadOperation,
} from './leadRuns';

function loopWorkflow(world: World, operation: LeadOperation, batchSize: number): Workflow {
	const parameters = parametersOf(world, operation);
	const workflow = workflowOf(world, parameters, { items: makeLeads(3 * batchSize) });
	const loop: WorkflowNode = {
		id: 'loop',
		name: 'Loop',
		type: 'n8n-nodes-base.splitInBatches',
		typeVersion: 3,
		position: [500, 0],
		parameters: { batchSize, options: {} },
	};
	return {
		...workflow,
		name: `loop: ${operation}`,
		nodes: [...workflow.nodes, loop],
		connections: {
			...workflow.connections,
			Items: { main: [[to('Loop')]] },
			Loop: { main: [[], [to(dialer)]] },
			[dialer]: { main: [[to('Loop')]] },
		},
	};
}

export const loops: Specs = {
	'loops: each round is retried by itself': async (world) => {
		for (const operation of operations) {
			world.simulator.reset();
			world.simulator.setFaults([awayOnce(operation, 6)]);
			const workflow = await world.editor.saveWorkflow(loopWorkflow(world, operation, 4));
			const failed = await world.editor.runWorkflow(workflow);
			assert.equal(failed.status, 'error');
			const retried = await world.editor.retryExecution(failed.id);
			assert.equal(retried.status, 'success', retried.error?.message);
			assert.deepEqual(statusesOf(retried), allAdded(12));
			assertEachOnce(world, 12);
		}
	},

	'two dialer nodes in one workflow keep apart what they have sent': async (world) => {
		const { editor, simulator } = world;
		const second = 'Second dialer';
		const workflow = workflowOf(world, parametersOf(world, 'add'), {
			items: makeLeads(6),
			settings: retryOnFail,
		});
		const parameters = {
			...parametersOf(world, 'addMany'),
			campaign: byCode(simulator.campaigns[1].code),
			target: '={{ $json.target }}',
		};
		simulator.setFaults([awayOnce('add', 2), awayOnce('addMany', 4)]);
		const saved = await editor.saveWorkflow({
			...workflow,
			name: 'two dialers',
			nodes: [...workflow.nodes, dialerNode(world, second, parameters)],
			connections: { ...workflow.connections, [dialer]: { main: [[to(second)]] } },
		});
		const failed = await editor.runWorkflow(saved);
		assert.equal(failed.status, 'error');
		assert.deepEqual(statusesOf(failed), allAdded(6));
		const retried = await editor.retryExecution(failed.id);
		assert.equal(retried.status, 'success', retried.error?.message);
		assert.deepEqual(statusesOf(retried, second), allAdded(6));
		assertEachOnce(world, 6, 0);
		assertEachOnce(world, 6, 1);
	},
};
