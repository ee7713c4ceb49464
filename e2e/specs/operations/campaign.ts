import assert from 'node:assert/strict';
import type { Campaign } from '../../../simulator';
import type { Specs, World } from '../../world/openWorld';
import { byCode, dialer, runNode } from '../../world/runNode';

function campaignNamed({ simulator }: World, name: string): Campaign {
	const campaign = simulator.campaigns.find((one) => one.name === name);
	assert.ok(campaign, `the simulator has no campaign “${name}”`);
	return campaign;
}

/** Runs a `campaign` operation on one campaign and returns its output item. */
async function runOn(
	world: World,
	operation: string,
	{ code }: Campaign,
	parameters: Record<string, unknown> = {},
): Promise<Record<string, unknown>> {
	const execution = await runNode(world, {
		resource: 'campaign',
		operation,
		campaign: byCode(code),
		...parameters,
	});
	assert.equal(execution.status, 'success', execution.error?.message);
	const items = execution.itemsOf(dialer);
	assert.equal(items.length, 1);
	assert.deepEqual(items[0].pairedItem, { item: 0 });
	return items[0].json;
}

function assertDone(json: Record<string, unknown>, { code }: Campaign): void {
	const { description, ...rest } = json;
	assert.equal(typeof description, 'string');
	assert.deepEqual(rest, { campaign: code, success: true, errorCode: 0 });
}

export const campaign: Specs = {
	'campaign: getAll': async (world) => {
		const all = await runNode(world, {
			resource: 'campaign',
			operation: 'getAll',
			returnAll: true,
		});
		assert.equal(all.itemsOf(dialer).length, world.simulator.campaigns.length);
		const [first] = all.jsonOf(dialer);
		assert.equal(first.Name, 'Morning leads');
		assert.equal(first.StatusName, 'Enabled');
		assert.equal(first.Code, world.simulator.campaigns[0].code);

		const limited = await runNode(world, {
			resource: 'campaign',
			operation: 'getAll',
			limit: 2,
			filters: { status: ['Disabled', 'Deleted'] },
		});
		assert.deepEqual(
			limited.jsonOf(dialer).map(({ StatusName }) => StatusName),
			['Disabled', 'Deleted'],
		);
	},

	'campaign: get': async (world) => {
		const renewals = campaignNamed(world, 'Renewals');
		const json = await runOn(world, 'get', renewals);
		assert.equal(json.Name, 'Renewals');
		assert.equal(json.Code, renewals.code);
		assert.equal(json.TotalPendingCalls, renewals.pending.size);
	},

	'campaign: start': async (world) => {
		const sale = campaignNamed(world, 'Summer sale');
		assertDone(await runOn(world, 'start', sale), sale);
		assert.equal(sale.status, 'Enabled');
	},

	'campaign: stop': async (world) => {
		const morning = campaignNamed(world, 'Morning leads');
		assertDone(await runOn(world, 'stop', morning), morning);
		assert.equal(morning.status, 'Disabled');
	},

	'campaign: updateStrategy, with 0 as a value': async (world) => {
		const morning = campaignNamed(world, 'Morning leads');
		const strategy = { queueMaximumCallers: 0, coefficient: 1.5 };
		assertDone(await runOn(world, 'updateStrategy', morning, { strategy }), morning);
		assert.deepEqual(morning.strategy, { setQueueMaximumCallers: 0, setCoefficient: 1.5 });
	},

	'campaign: clearCalls': async (world) => {
		const renewals = campaignNamed(world, 'Renewals');
		assert.notEqual(renewals.pending.size, 0);
		assertDone(await runOn(world, 'clearCalls', renewals), renewals);
		assert.equal(renewals.pending.size, 0);
	},
};
