import assert from 'node:assert/strict';
import type { FaultRule } from '../../simulator';
import { openMortalWorld } from '../faults/crash/openMortalWorld';
import { waitUntil } from '../machine/waitUntil';
import type { Execution } from '../n8n/Execution';
import { credentialType, nodeType } from '../n8n/readWorkflow';
import type { SavedWorkflow, Workflow, WorkflowNode } from '../n8n/Workflow';
import { byCode, dialer, runNode, workflowOf } from '../world/runNode';
import type { Specs, World } from '../world/World';

const phoneOf = (number: number) => `05055502${String(number).padStart(2, '0')}`;

const makeLeads = (count: number) =>
	Array.from({ length: count }, (_, index) => ({
		id: `L-${index + 1}`,
		phone: phoneOf(index + 1),
		name: `Customer ${index + 1}`,
		isVip: index === 0,
	}));

const operations = ['add', 'addMany'] as const;
type LeadOperation = (typeof operations)[number];

const methodOf = { add: 'AddCall', addMany: 'AddCallsBulk' } as const;

function parametersOf(
	{ simulator }: World,
	operation: LeadOperation,
	options: Record<string, unknown> = {},
	additionalFields: Record<string, unknown> = {},
): Record<string, unknown> {
	return {
		resource: 'call',
		operation,
		campaign: byCode(simulator.campaigns[0].code),
		target: '={{ $json.phone }}',
		additionalFields,
		specifyCustomVariables: 'keyValue',
		customVariables: { variable: [{ name: 'lead_id', value: '={{ $json.id }}' }] },
		options: { maxRetries: 0, ...(operation === 'addMany' && { batchSize: 2 }), ...options },
	};
}

/** Turned away once, and surely not processed. */
const awayOnce = (operation: LeadOperation, leadNumber: number): FaultRule => ({
	method: methodOf[operation],
	target: phoneOf(leadNumber),
	times: 1,
	fault: { kind: 'httpStatus', status: 503 },
});

const queueUnreadable: FaultRule = {
	method: 'GetCampaignPendingCalls',
	fault: { kind: 'httpStatus', status: 500 },
};

function assertEachOnce({ simulator }: World, count: number, campaign = 0): void {
	const book = simulator.leads(simulator.campaigns[campaign].code);
	assert.equal(book.length, count);
	for (const { phone, times } of book)
		assert.equal(times, 1, `${phone} was accepted ${times} times`);
	assert.equal(simulator.stats().doubled, 0);
}

/** Leads that went out, each time counted. */
const sentLeads = ({ simulator }: World) =>
	simulator.requests
		.filter(({ method }) => method === 'AddCall' || method === 'AddCallsBulk')
		.reduce((sum, { parameters }) => sum + [parameters].flat().length, 0);

const statusesOf = (execution: Execution, node = dialer) =>
	execution.jsonOf(node).map(({ status }) => status);

const allAdded = (count: number) => Array<string>(count).fill('added');

const retryOnFail = { retryOnFail: true, maxTries: 3, waitBetweenTries: 50 };

const to = (node: string) => ({ node, type: 'main', index: 0 });

function dialerNode(
	{ credential }: World,
	name: string,
	parameters: Record<string, unknown>,
	settings: Record<string, unknown> = {},
): WorkflowNode {
	return {
		id: name,
		name,
		type: nodeType,
		typeVersion: 1,
		position: [800, 0],
		parameters,
		credentials: { [credentialType]: { ...credential } },
		...settings,
	};
}

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

export const retries: Specs = {
	'Retry On Fail against lost answers adds no lead twice': async (world) => {
		for (const operation of operations) {
			const method = methodOf[operation];
			world.simulator.reset();
			world.simulator.setFaults([{ method, fault: { kind: 'answerLost' } }]);
			const run = async () =>
				await runNode(world, parametersOf(world, operation), {
					items: makeLeads(10),
					settings: retryOnFail,
				});
			const found = await run();
			assert.equal(found.status, 'success', found.error?.message);
			assert.deepEqual(statusesOf(found), allAdded(10));
			assertEachOnce(world, 10);

			world.simulator.reset();
			world.simulator.setFaults([{ method, fault: { kind: 'answerLost' } }, queueUnreadable]);
			const unknown = await run();
			assert.equal(unknown.status, 'error');
			assertEachOnce(world, 10);
			assert.equal(sentLeads(world), 10);
		}
	},

	'Retry sends only what was not accepted': async (world) => {
		for (const operation of operations) {
			world.simulator.reset();
			world.simulator.setFaults([awayOnce(operation, 4)]);
			const failed = await runNode(world, parametersOf(world, operation), { items: makeLeads(6) });
			assert.equal(failed.status, 'error');
			const retried = await world.editor.retryExecution(failed.id);
			assert.equal(retried.status, 'success', retried.error?.message);
			assert.deepEqual(statusesOf(retried), allAdded(6));
			assertEachOnce(world, 6);
			assert.equal(sentLeads(world), operation === 'add' ? 7 : 8);
		}
	},

	'Retry with an edited workflow sends the leads that it changes, and no others': async (world) => {
		const { editor, simulator } = world;
		const originateTime = '={{ $now.plus({ hours: 2 }) }}';
		for (const operation of operations) {
			simulator.reset();
			simulator.setFaults([awayOnce(operation, 6)]);
			const workflow = (customerName: string) =>
				workflowOf(world, parametersOf(world, operation, {}, { customerName, originateTime }), {
					items: makeLeads(6),
				});
			const failed = await editor.runWorkflow(
				await editor.saveWorkflow(workflow('={{ $json.name }}')),
			);
			assert.equal(failed.status, 'error');
			await editor.saveWorkflow(
				workflow('={{ $json.isVip ? $json.name + " (VIP)" : $json.name }}'),
			);
			const retried = await editor.retryExecution(failed.id, { loadWorkflow: true });
			assert.equal(retried.status, 'success', retried.error?.message);
			assert.deepEqual(statusesOf(retried), allAdded(6));
			const names = simulator
				.leads()
				.map(({ leadId, calls }) => [leadId, calls.map(({ customerName }) => customerName)]);
			assert.deepEqual(Object.fromEntries(names), {
				'L-1': ['Customer 1', 'Customer 1 (VIP)'],
				'L-2': ['Customer 2'],
				'L-3': ['Customer 3'],
				'L-4': ['Customer 4'],
				'L-5': ['Customer 5'],
				'L-6': ['Customer 6'],
			});
		}
	},

	'a lead of unknown fate stops every Retry, until On Error lets all verdicts out': async (
		world,
	) => {
		const { editor, simulator } = world;
		for (const operation of operations) {
			simulator.reset();
			const lost = { method: methodOf[operation], target: phoneOf(2), times: 1 } as const;
			simulator.setFaults([{ ...lost, fault: { kind: 'answerLost' } }, queueUnreadable]);
			const parameters = parametersOf(
				world,
				operation,
				operation === 'addMany' ? { batchSize: 1 } : {},
			);
			const workflow = (settings = {}) =>
				workflowOf(world, parameters, { items: makeLeads(3), settings });
			const failed = await editor.runWorkflow(await editor.saveWorkflow(workflow()));
			assert.equal(failed.status, 'error');
			assert.equal((await editor.retryExecution(failed.id)).status, 'error');

			await editor.saveWorkflow(workflow({ onError: 'continueRegularOutput' }));
			const retried = await editor.retryExecution(failed.id, { loadWorkflow: true });
			assert.equal(retried.status, 'success', retried.error?.message);
			assert.deepEqual(statusesOf(retried), ['added', 'unknown', 'added']);
			assertEachOnce(world, 3);
			assert.equal(sentLeads(world), 3);
		}
	},

	'an idempotency key is sent once over all executions': async (world) => {
		const parameters = parametersOf(world, 'addMany', { idempotencyKey: '={{ $json.id }}' });
		const first = await runNode(world, parameters, { items: makeLeads(6) });
		assert.deepEqual(statusesOf(first), allAdded(6));
		const second = await runNode(world, parameters, { items: makeLeads(8) });
		assert.deepEqual(statusesOf(second), [...Array<string>(6).fill('skipped'), 'added', 'added']);
		assertEachOnce(world, 8);
		assert.equal(sentLeads(world), 8);
	},

	'a crash in the middle of a request loses and doubles no lead with a key': async (world) => {
		const before = await openMortalWorld(world);
		const { simulator } = before;
		const parameters = parametersOf(before, 'addMany', {
			batchSize: 4,
			idempotencyKey: '={{ $json.id }}',
		});
		const method = 'AddCallsBulk';
		simulator.setFaults([
			{ method, target: phoneOf(1), fault: { kind: 'late', ms: 60_000 } },
			{ method, target: phoneOf(5), fault: { kind: 'lateUnprocessed', ms: 60_000 } },
		]);
		const workflow = workflowOf(before, parameters, { items: makeLeads(12) });
		await before.editor.startWorkflow(await before.editor.saveWorkflow(workflow));
		const isUnderWay = async () => (sentLeads(before) === 8 ? true : undefined);
		await waitUntil('Two requests are under way', isUnderWay, 20_000);
		await before.kill();

		const [campaign] = simulator.campaigns;
		const [dialed] = campaign.pending.ofPhone(`972${phoneOf(4).slice(1)}`);
		campaign.pending.remove(dialed);
		simulator.setFaults([]);
		const after = await before.startAgain();
		const again = await after.editor.runWorkflow(await after.editor.saveWorkflow(workflow));
		assert.equal(again.status, 'success', again.error?.message);
		assert.deepEqual(statusesOf(again), [
			...allAdded(3),
			...Array<string>(5).fill('unknown'),
			...allAdded(4),
		]);
		assertEachOnce(after, 8);
		assert.equal(sentLeads(after), 12);
		await after.stop();
	},

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
