import assert from 'node:assert/strict';
import { withDatabase } from '../../n8n/withDatabase';
import { waitUntil } from '../../machine/waitUntil';
import { runNode, workflowOf } from '../../world/runNode';
import type { Specs } from '../../world/World';
import {
	allAdded,
	assertEachOnce,
	makeLeads,
	parametersOf,
	phoneOf,
	sentLeads,
	statusesOf,
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

	'storage: a database that is locked for some seconds': async (world) => {
		const parameters = parametersOf(world, 'addMany', withKeys);
		const options = { items: makeLeads(6), settings: goesOn };
		await withDatabase(world, async (database) => {
			const unlocked = database.lock(8000);
			const statuses = statusesOf(await runNode(world, parameters, options));
			await unlocked;
			const added = statuses.filter((status) => status === 'added').length;
			const skipped = statuses.filter((status) => status === 'skipped').length;
			assert.equal(added + skipped, 6);
			assertEachOnce(world, added);
			assert.equal(sentLeads(world), added);
		});
	},
};
