import assert from 'node:assert/strict';
import type { Specs, World } from '../world/openWorld';
import { dialer, leadParameters, runNode } from '../world/runNode';

const leads = [
	{ phone: '0505550101', id: 'L-1' },
	{ phone: 'n/a', id: 'L-2' },
	{ phone: '', id: 'L-3' },
	{ phone: '0505550104', id: 'L-4' },
];

async function addLeads(world: World, onError: string) {
	const parameters = leadParameters('add', world.simulator.campaigns[0].code);
	return await runNode(world, parameters, { items: leads, settings: { onError } });
}

/** Both valid leads, whatever happened to the others. */
function assertGoodOnesAdded({ simulator }: World): void {
	const queue = [...simulator.campaigns[0].pending].map(({ customData }) => customData.var_lead_id);
	assert.deepEqual(queue.sort(), ['L-1', 'L-4']);
}

const itemOf = (pairedItem: unknown) => (pairedItem as { item: number }).item;

export const onError: Specs = {
	'On Error, stop: the valid leads are sent, then the node reports the error': async (world) => {
		const execution = await addLeads(world, 'stopWorkflow');
		assert.equal(execution.status, 'error');
		assert.match(execution.error?.message ?? '', /phone number|target/i);
		assert.match(execution.error?.message ?? '', /item \d/i);
		assert.ok((execution.error?.description ?? '').length > 20);
		assertGoodOnesAdded(world);
	},

	'On Error, continue: each failed lead is output with its error': async (world) => {
		const execution = await addLeads(world, 'continueRegularOutput');
		assert.equal(execution.status, 'success');
		const items = execution.itemsOf(dialer);
		assert.deepEqual(
			items.map(({ pairedItem }) => itemOf(pairedItem)),
			[0, 1, 2, 3],
		);
		const hasError = items.map(({ json, error }) => Boolean(json.error ?? error));
		assert.deepEqual(hasError, [false, true, true, false]);
		assertGoodOnesAdded(world);
	},

	'On Error, error output: failed leads are on the error output, with their own data': async (
		world,
	) => {
		const execution = await addLeads(world, 'continueErrorOutput');
		assert.equal(execution.status, 'success');
		const good = execution.itemsOf(dialer, 0);
		const failed = execution.itemsOf(dialer, 1);
		assert.deepEqual(
			good.map(({ json }) => json.status),
			['added', 'added'],
		);
		assert.deepEqual(
			failed.map(({ json }) => json.id),
			['L-2', 'L-3'],
		);
		for (const { json } of failed) assert.match(String(json.error), /\w+ \w+/);
		assertGoodOnesAdded(world);
	},

	'Retry in the executions list sends no lead twice': async (world) => {
		const failed = await addLeads(world, 'stopWorkflow');
		const retried = await world.editor.retryExecution(failed.id);
		assert.equal(retried.status, 'error');
		assertGoodOnesAdded(world);
		assert.equal(world.simulator.stats().doubled, 0);
	},
};
