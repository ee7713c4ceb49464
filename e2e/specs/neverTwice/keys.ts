import assert from 'node:assert/strict';
import { openMortalWorld } from '../../faults/crash/openMortalWorld';
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

export const keys: Specs = {
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
};
