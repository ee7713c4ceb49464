import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SimulatedMethod } from '../../../simulator';
import type { Execution } from '../../n8n/Execution';
import { withDatabase } from '../../n8n/withDatabase';
import { waitUntil } from '../../machine/waitUntil';
import { byCode, workflowOf } from '../../world/runNode';
import type { Specs, World } from '../../world/World';
import {
	allAdded,
	assertEachOnce,
	dialerNode,
	makeLeads,
	parametersOf,
	phoneOf,
	sentLeads,
	statusesOf,
	to,
} from './leadRuns';

const withKeys = { idempotencyKey: '={{ $json.id }}' };
const goesOn = { onError: 'continueRegularOutput' };
const allSkipped = (count: number) => Array<string>(count).fill('skipped');

/** What n8n keeps on disk, taken away. Each spec has workflow and keys of its own. */
export const storage: Specs = {
	'storage: the keys outlive the executions': async (world) => {
		const { editor } = world;
		const workflow = await editor.saveWorkflow({
			...workflowOf(world, parametersOf(world, 'addMany', withKeys), { items: makeLeads(4) }),
			name: 'pruned',
		});
		const first = await editor.runWorkflow(workflow);
		assert.deepEqual(statusesOf(first), allAdded(4));
		await editor.rest.data('POST', '/executions/delete', { ids: [first.id] });
		assert.deepEqual(await editor.executionsOf(workflow.id), []);
		assert.deepEqual(statusesOf(await editor.runWorkflow(workflow)), allSkipped(4));
		assertEachOnce(world, 4);
	},

	'storage: a database that takes no keys: nothing is sent, and it says so': async (world) => {
		const parameters = parametersOf(world, 'addMany', withKeys);
		const workflow = await world.editor.saveWorkflow({
			...workflowOf(world, parameters, { items: makeLeads(4), settings: goesOn }),
			name: 'no room for keys',
		});
		await withDatabase(world, async (database) => {
			await database.refuse('processed_data', ['INSERT', 'UPDATE']);
			const refused = await world.editor.runWorkflow(workflow);
			assert.deepEqual(statusesOf(refused), allSkipped(4));
			for (const { error } of refused.jsonOf('Voicenter Dialer')) {
				assert.match(String(error), /did not store the idempotency keys/);
			}
			assert.equal(sentLeads(world), 0);
		});
		assert.deepEqual(statusesOf(await world.editor.runWorkflow(workflow)), allAdded(4));
		assertEachOnce(world, 4);
	},

	'storage: a disk that fills up while the leads are on their way': async (world) => {
		const { editor, simulator } = world;
		const workflow = await editor.saveWorkflow({
			...workflowOf(world, parametersOf(world, 'addMany', { ...withKeys, batchSize: 4 }), {
				items: makeLeads(4),
			}),
			name: 'disk full',
		});
		simulator.setFaults([
			{ method: 'AddCallsBulk', target: phoneOf(1), fault: { kind: 'late', ms: 3000 } },
		]);
		await withDatabase(world, async (database) => {
			const id = await editor.startWorkflow(workflow);
			const isUnderWay = async () => (sentLeads(world) === 4 ? true : undefined);
			await waitUntil('The request is under way', isUnderWay, 20_000);
			await database.refuse('processed_data', ['INSERT', 'UPDATE']);
			assert.deepEqual(statusesOf(await editor.waitForExecution(id)), allAdded(4));
		});
		simulator.setFaults([]);
		// Their keys are open: they are looked for, and found waiting.
		assert.deepEqual(statusesOf(await editor.runWorkflow(workflow)), allAdded(4));
		assert.equal(sentLeads(world), 4);
		assertEachOnce(world, 4);
	},

	'storage: an execution that n8n cannot save': async (world) => {
		const { editor } = world;
		const workflow = await editor.saveWorkflow({
			...workflowOf(world, parametersOf(world, 'addMany', withKeys), { items: makeLeads(4) }),
			name: 'not saved',
		});
		await withDatabase(world, async (database) => {
			await database.refuse('execution_data', ['UPDATE']);
			await editor.startWorkflow(workflow);
			const isSent = async () => (sentLeads(world) === 4 ? true : undefined);
			await waitUntil('The leads are sent', isSent, 20_000);
		});
		assert.deepEqual(statusesOf(await editor.runWorkflow(workflow)), allSkipped(4));
		assertEachOnce(world, 4);
	},

	'storage: a database that is locked before the keys are taken': async (world) => {
		const execution = await runWithLock(world, 'GetCampaignDetails');
		assert.deepEqual(statusesOf(execution), allAdded(4));
	},

	'storage: a database that is locked while the leads are on their way': async (world) => {
		await runWithLock(world, 'AddCallsBulk');
	},
};

/**
 * The database is locked for some seconds from the moment that such a request is under way; n8n
 * itself waits one second for it. What the run after it shows is the same wherever the lock hit.
 */
async function runWithLock(world: World, method: SimulatedMethod): Promise<Execution> {
	const { editor, simulator } = world;
	const parameters = parametersOf(world, 'addMany', { ...withKeys, batchSize: 4 });
	const { nodes, connections, ...rest } = workflowOf(world, parameters, { items: makeLeads(4) });
	const campaign = byCode(simulator.campaigns[0].code);
	const workflow = await editor.saveWorkflow({
		...rest,
		name: `database locked, ${method}`,
		nodes: [
			...nodes,
			dialerNode(world, 'Campaign', { resource: 'campaign', operation: 'get', campaign }),
		],
		connections: {
			...connections,
			Start: { main: [[to('Campaign')]] },
			Campaign: { main: [[to('List')]] },
		},
	});
	simulator.setFaults([{ method, fault: { kind: 'late', ms: 2000 } }]);
	let id = '';
	await withDatabase(world, async (database) => {
		id = await editor.startWorkflow(workflow);
		const isUnderWay = async () =>
			simulator.requests.some((request) => request.method === method) ? true : undefined;
		await waitUntil('The request is under way', isUnderWay, 20_000);
		await database.whileLocked(async () => await sleep(6000));
	});
	simulator.setFaults([]);
	const execution = await editor.waitForExecution(id);
	for (const status of statusesOf(await editor.runWorkflow(workflow))) {
		assert.ok(status === 'added' || status === 'skipped', String(status));
	}
	assert.equal(sentLeads(world), 4);
	assertEachOnce(world, 4);
	return execution;
}
