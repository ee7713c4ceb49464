import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SimulatedMethod } from '../../../simulator';
import { waitUntil } from '../../machine/processes';
import type { Execution } from '../../n8n/Execution';
import { withDatabase } from '../../n8n/withDatabase';
import { openMortalWorld } from '../../world/openMortalWorld';
import type { Specs, World } from '../../world/openWorld';
import { byCode, runNode, workflowOf } from '../../world/runNode';
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

export const keys: Specs = {
	'a lead with an idempotency key is sent once in all executions': async (world) => {
		const parameters = parametersOf(world, 'addMany', { idempotencyKey: '={{ $json.id }}' });
		const first = await runNode(world, parameters, { items: makeLeads(6) });
		assert.deepEqual(statusesOf(first), allAdded(6));
		const second = await runNode(world, parameters, { items: makeLeads(8) });
		assert.deepEqual(statusesOf(second), [...Array<string>(6).fill('skipped'), 'added', 'added']);
		assertEachOnce(world, 8);
		assert.equal(sentLeads(world), 8);
	},

	'a crash during a request neither loses nor repeats a lead with a key': async (world) => {
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
		await waitUntil('Waiting for two requests in flight', isUnderWay, 20_000);
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
};

const withKeys = { idempotencyKey: '={{ $json.id }}' };
const goesOn = { onError: 'continueRegularOutput' };
const allSkipped = (count: number) => Array<string>(count).fill('skipped');

/** Failures of n8n's storage. Each spec has its own workflow and keys. */
export const storage: Specs = {
	'storage: the keys are kept when executions are deleted': async (world) => {
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

	'storage: if the database cannot store keys, nothing is sent and the error says so': async (
		world,
	) => {
		const parameters = parametersOf(world, 'addMany', withKeys);
		const workflow = await world.editor.saveWorkflow({
			...workflowOf(world, parameters, { items: makeLeads(4), settings: goesOn }),
			name: 'no room for keys',
		});
		await withDatabase(world, async (database) => {
			await database.failStatements('processed_data', ['INSERT', 'UPDATE']);
			const failed = await world.editor.runWorkflow(workflow);
			assert.deepEqual(statusesOf(failed), allSkipped(4));
			for (const { error } of failed.jsonOf('Voicenter Dialer')) {
				assert.match(String(error), /did not store the idempotency keys/);
			}
			assert.equal(sentLeads(world), 0);
		});
		assert.deepEqual(statusesOf(await world.editor.runWorkflow(workflow)), allAdded(4));
		assertEachOnce(world, 4);
	},

	'storage: the disk is full while requests are in flight': async (world) => {
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
			await waitUntil('Waiting for a request in flight', isUnderWay, 20_000);
			await database.failStatements('processed_data', ['INSERT', 'UPDATE']);
			assert.deepEqual(statusesOf(await editor.waitForExecution(id)), allAdded(4));
		});
		simulator.setFaults([]);
		// Their keys have no answer on record, so the leads are looked up in the queue and found.
		assert.deepEqual(statusesOf(await editor.runWorkflow(workflow)), allAdded(4));
		assert.equal(sentLeads(world), 4);
		assertEachOnce(world, 4);
	},

	'storage: n8n cannot save an execution': async (world) => {
		const { editor } = world;
		const workflow = await editor.saveWorkflow({
			...workflowOf(world, parametersOf(world, 'addMany', withKeys), { items: makeLeads(4) }),
			name: 'not saved',
		});
		await withDatabase(world, async (database) => {
			await database.failStatements('execution_data', ['UPDATE']);
			await editor.startWorkflow(workflow);
			const isSent = async () => (sentLeads(world) === 4 ? true : undefined);
			await waitUntil('Waiting for the leads', isSent, 20_000);
		});
		assert.deepEqual(statusesOf(await editor.runWorkflow(workflow)), allSkipped(4));
		assertEachOnce(world, 4);
	},

	'storage: the database is locked before the keys are taken': async (world) => {
		const execution = await runWithLock(world, 'GetCampaignDetails');
		assert.deepEqual(statusesOf(execution), allAdded(4));
	},

	'storage: the database is locked while requests are in flight': async (world) => {
		await runWithLock(world, 'AddCallsBulk');
	},
};

/**
 * Locks the database for several seconds once such a request is in flight. n8n waits only one second.
 * The result of the next run is the same wherever the lock hit.
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
		await waitUntil('Waiting for a request in flight', isUnderWay, 20_000);
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
