import assert from 'node:assert/strict';
import type { SavedWorkflow, Workflow, WorkflowNode } from '../../n8n/workflows';
import type { Specs, World } from '../../world/openWorld';
import { byCode, dialer, workflowOf } from '../../world/runNode';
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
	'loops: each iteration is retried separately': async (world) => {
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

	'two dialer nodes in one workflow record their leads separately': async (world) => {
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

function subWorkflow(
	world: World,
	name: string,
	parameters: Record<string, unknown>,
	settings?: Record<string, unknown>,
): Workflow {
	const called: WorkflowNode = {
		id: 'called',
		name: 'Called',
		type: 'n8n-nodes-base.executeWorkflowTrigger',
		typeVersion: 1.1,
		position: [0, 0],
		parameters: { inputSource: 'passthrough' },
	};
	return {
		name,
		nodes: [called, dialerNode(world, dialer, parameters, settings)],
		connections: { Called: { main: [[to(dialer)]] } },
		settings: { executionOrder: 'v1' },
	};
}

/** The calling node has the dialer node's name, so that its output is read the same way. */
function callerOf(world: World, { id, name }: SavedWorkflow): Workflow {
	const workflow = workflowOf(world, {}, { items: makeLeads(6) });
	const caller: WorkflowNode = {
		id: 'caller',
		name: dialer,
		type: 'n8n-nodes-base.executeWorkflow',
		typeVersion: 1.2,
		position: [600, 0],
		parameters: { source: 'database', workflowId: byCode(id), mode: 'once', options: {} },
	};
	return { ...workflow, name: `calls ${name}`, nodes: [...workflow.nodes.slice(0, -1), caller] };
}

export const subWorkflows: Specs = {
	'a sub-workflow: Retry On Fail inside, and Retry of its own execution': async (world) => {
		const { editor, simulator } = world;
		const sub = subWorkflow(world, 'sub-workflow', parametersOf(world, 'addMany'), retryOnFail);
		const inner = await editor.saveWorkflow(sub);
		await editor.publishSubWorkflow(inner);
		const parent = await editor.saveWorkflow(callerOf(world, inner));
		simulator.setFaults([awayOnce('addMany', 3)]);
		const execution = await editor.runWorkflow(parent);
		assert.equal(execution.status, 'success', execution.error?.message);
		assert.deepEqual(statusesOf(execution), allAdded(6));
		assertEachOnce(world, 6);

		simulator.reset();
		simulator.setFaults([{ ...awayOnce('addMany', 3), times: 3 }]);
		const failed = await editor.runWorkflow(parent);
		assert.equal(failed.status, 'error');
		const [ofInner] = await editor.executionsOf(inner.id);
		const retried = await editor.retryExecution(ofInner.id);
		assert.equal(retried.status, 'success', retried.error?.message);
		assertEachOnce(world, 6);
	},

	// Retrying the parent starts a new execution of the sub-workflow, so the leads need keys.
	'a sub-workflow with idempotency keys: Retry of the parent workflow': async (world) => {
		const { editor, simulator } = world;
		const parameters = parametersOf(world, 'addMany', { idempotencyKey: '={{ $json.id }}' });
		const inner = await editor.saveWorkflow(subWorkflow(world, 'sub-workflow, keys', parameters));
		await editor.publishSubWorkflow(inner);
		const parent = await editor.saveWorkflow(callerOf(world, inner));
		simulator.setFaults([awayOnce('addMany', 3)]);
		const failed = await editor.runWorkflow(parent);
		assert.equal(failed.status, 'error');
		const retried = await editor.retryExecution(failed.id);
		assert.equal(retried.status, 'success', retried.error?.message);
		assert.deepEqual(statusesOf(retried), [
			'skipped',
			'skipped',
			'added',
			'added',
			'skipped',
			'skipped',
		]);
		assertEachOnce(world, 6);
	},
};
