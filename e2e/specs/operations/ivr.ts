import assert from 'node:assert/strict';
import { byCode, dialer, runNode } from '../../world/runNode';
import type { Specs } from '../../world/World';

export const ivr: Specs = {
	'ivr: configure': async (world) => {
		const campaign = world.simulator.campaigns.find(({ kind }) => kind === 'ivr');
		assert.ok(campaign);
		const execution = await runNode(world, {
			resource: 'ivr',
			operation: 'configure',
			campaign: byCode(campaign.code),
			maxCalls: 7,
			representatives: 'SIP1, SIP2',
		});
		assert.equal(execution.status, 'success', execution.error?.message);
		assert.equal(execution.jsonOf(dialer)[0].success, true);
		assert.equal(campaign.maxCalls, 7);
		assert.deepEqual(campaign.representatives, ['SIP1', 'SIP2']);
	},
};
