import assert from 'node:assert/strict';
import { Watched } from '../../campaignTrigger/Watched';
import type { QueueSpecs } from '../QueueWorld';

export const polls: QueueSpecs = {
	'Campaign Trigger: one process polls, and the workflow starts once': async (world) => {
		const [campaign] = world.simulator.campaigns;
		const watched = await Watched.save(world, campaign, { event: 'queueLow', threshold: 10 });
		watched.fill(40);
		assert.equal((await watched.activate()).status, 'published');
		try {
			await watched.polls(2);
			watched.fill(5);
			assert.equal((await watched.fired(1)).length, 1);
			await watched.polls(5);
			assert.equal((await watched.fired(1)).length, 1);
		} finally {
			await watched.deactivate();
		}
		assert.equal(world.simulator.stats().maxInFlight, 1);
	},
};
