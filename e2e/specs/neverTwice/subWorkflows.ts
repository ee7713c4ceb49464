import assert from 'node:assert/strict';
import type { SavedWorkflow, Workflow, WorkflowNode } from '../../n8n/Workflow';
import { byCode, dialer, workflowOf } from '../../world/runNode';
import type { Specs, World } from '../../world/World';
import {
	allAdded,
	assertEachOnce,
	awayOnce,
	dialerNode,
	makeLeads,
	parametersOf,
	retryOnFail,
	statusesOf,
	to,
} from './leadRuns';

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

/** Its calling node has the dialer's name, so that what comes out is read alike. */
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

	// Retry of the parent starts a new execution of the sub-workflow: that takes keys.
	'a sub-workflow with idempotency keys: Retry of the workflow that calls it': async (world) => {
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
