import assert from 'node:assert/strict';
import type { Specs } from '../../world/openWorld';
import { dialer, leadParameters, runNode } from '../../world/runNode';

const phones = ['050-555-0101', '+972 52 555 0102', 'nobody'];

const parameters = (operation: 'add' | 'remove') => ({
	resource: 'doNotCall',
	operation,
	phone: '={{ $json.phone }}',
});

export const doNotCall: Specs = {
	'doNotCall: add, and the campaign skips the number': async (world) => {
		const { simulator } = world;
		const execution = await runNode(world, parameters('add'), {
			items: phones.map((phone) => ({ phone })),
			settings: { onError: 'continueRegularOutput' },
		});
		const items = execution.jsonOf(dialer);
		assert.deepEqual(
			items.map(({ phone, status }) => [phone, status]),
			[
				['0505550101', 'added'],
				['972525550102', 'added'],
				['nobody', 'rejected'],
			],
		);
		assert.ok(simulator.state.blacklist.has('972505550101'));
		assert.ok(simulator.state.blacklist.has('972525550102'));

		const [{ code, pending }] = simulator.campaigns;
		await runNode(world, leadParameters('addMany', code), {
			items: [
				{ phone: '0505550101', id: 'L-1' },
				{ phone: '0505550103', id: 'L-2' },
			],
		});
		assert.equal(pending.ofPhone('972505550101').length, 0);
		assert.equal(pending.ofPhone('972505550103').length, 1);
	},

	'doNotCall: remove': async (world) => {
		const { blacklist } = world.simulator.state;
		assert.ok(blacklist.has('972509999999'));
		const execution = await runNode(world, parameters('remove'), {
			items: [{ phone: '0509999999' }],
		});
		assert.equal(execution.status, 'success', execution.error?.message);
		assert.deepEqual(execution.jsonOf(dialer), [
			{ phone: '0509999999', status: 'removed', errorCode: 0, description: 'OK' },
		]);
		assert.ok(!blacklist.has('972509999999'));
	},
};
