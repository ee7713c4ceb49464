import assert from 'node:assert/strict';
import { WatchedCampaign } from '../world/WatchedCampaign';
import { openMortalWorld } from '../world/openMortalWorld';
import type { Specs, World } from '../world/openWorld';

const low = { event: 'queueLow', threshold: 10 };

/** Runs with an active workflow, and makes sure that no poll affects other specs. */
async function whileActive(watched: WatchedCampaign, use: () => Promise<void>): Promise<void> {
	assert.equal((await watched.activate()).status, 'published');
	try {
		await use();
	} finally {
		await watched.deactivate();
	}
}

async function countOf(world: World, { workflow }: WatchedCampaign): Promise<number> {
	return (await world.editor.executionsOf(workflow.id)).length;
}

export const campaignTrigger: Specs = {
	'Campaign Trigger: a queue that runs low starts the workflow once, and again after a refill':
		async (world) => {
			const watched = await WatchedCampaign.save(world, world.simulator.campaigns[0], low);
			const { code, name } = watched.campaign;
			watched.fill(40);
			await whileActive(watched, async () => {
				await watched.polls(1);
				assert.equal(await countOf(world, watched), 0);
				watched.fill(8);
				const item = { event: 'queueLow', campaign: code, name, status: 'Enabled' };
				const first = {
					...item,
					pendingCalls: 8,
					previous: { status: 'Enabled', pendingCalls: 40 },
				};
				assert.deepEqual(await watched.fired(1), [first]);
				await watched.polls(3);
				assert.deepEqual(await watched.fired(1), [first]);
				watched.fill(30);
				await watched.polls(1);
				watched.fill(0);
				await watched.fired(2);
				await watched.polls(2);
				assert.deepEqual(await watched.fired(2), [
					first,
					{ ...item, pendingCalls: 0, previous: { status: 'Enabled', pendingCalls: 30 } },
				]);
			});
		},

	'Campaign Trigger: a queue that is low at activation starts the workflow immediately, but not at the next activation':
		async (world) => {
			const ivr = world.simulator.campaigns.find(({ kind }) => kind === 'ivr');
			assert.ok(ivr);
			const watched = await WatchedCampaign.save(world, ivr, low, 'onlyAtActivation');
			watched.fill(3);
			await whileActive(watched, async () => {
				const [item] = await watched.fired(1);
				assert.equal(item.pendingCalls, 3);
				assert.equal(item.previous, null);
			});
			await whileActive(watched, async () => {});
			watched.fill(300);
			await whileActive(watched, async () => {});
			watched.fill(2);
			await whileActive(watched, async () => {
				assert.deepEqual(
					(await watched.fired(2)).map(({ pendingCalls }) => pendingCalls),
					[3, 2],
				);
			});
			assert.equal(world.simulator.stats().requestsByMethod.GetCampaignList, 4);
		},

	'Campaign Trigger: overlapping polls start one execution': async (world) => {
		const watched = await WatchedCampaign.save(world, world.simulator.campaigns[1], low);
		watched.fill(40);
		await whileActive(watched, async () => {
			world.simulator.options.latencyMs = 5000;
			watched.fill(5);
			await watched.fired(1);
			await watched.polls(1);
			assert.equal((await watched.fired(1)).length, 1);
			assert.equal(world.simulator.stats().maxInFlight, 1);
		});
		world.simulator.options.latencyMs = 0;
	},

	'Campaign Trigger: if the service is down, executions fail and nothing else starts': async (
		world,
	) => {
		const { simulator } = world;
		const watched = await WatchedCampaign.save(world, simulator.campaigns[2], {
			event: 'queueEmpty',
		});
		watched.fill(40);
		await whileActive(watched, async () => {
			simulator.setFaults([{ fault: { kind: 'httpStatus', status: 503 } }]);
			const [failed] = await watched.executions(1);
			assert.equal(failed.status, 'error');
			assert.match(failed.error?.message ?? '', /temporarily unavailable/);
			assert.ok((failed.error?.description ?? '').length > 20);
			simulator.setFaults([]);
			await watched.polls(2);
			const failures = await countOf(world, watched);
			assert.deepEqual(await watched.fired(failures), []);

			simulator.setFaults([{ fault: { kind: 'echoCode', status: 500 } }]);
			watched.fill(0);
			await watched.executions(failures + 1);
			simulator.setFaults([]);
			await watched.polls(3);
			const fired = await watched.fired(failures + 2);
			assert.deepEqual(
				fired.map(({ pendingCalls }) => pendingCalls),
				[0],
			);
		});
	},

	'Campaign Trigger: status changes, including a deleted campaign': async (world) => {
		const campaign = world.simulator.campaigns[3];
		const watched = await WatchedCampaign.save(world, campaign, { event: 'statusChanged' });
		await whileActive(watched, async () => {
			campaign.status = 'Disabled';
			await watched.fired(1);
			campaign.status = 'Deleted';
			await watched.fired(2);
			await watched.polls(1);
			assert.deepEqual(
				(await watched.fired(2)).map(({ status, previous }) => [previous, status]),
				[
					[{ status: 'Enabled', pendingCalls: 20 }, 'Disabled'],
					[{ status: 'Disabled', pendingCalls: 20 }, 'Deleted'],
				],
			);
		});
	},

	'Campaign Trigger: a test run shows the current state and changes nothing': async (world) => {
		const watched = await WatchedCampaign.save(
			world,
			world.simulator.campaigns[4],
			low,
			'onlyAtActivation',
		);
		for (const count of [50, 4]) {
			watched.fill(count);
			const execution = await watched.fetchTestEvent();
			assert.equal(execution.status, 'success', execution.error?.message);
			const [{ pendingCalls, previous }] = execution.jsonOf('Next');
			assert.deepEqual({ pendingCalls, previous }, { pendingCalls: count, previous: null });
		}
		await whileActive(watched, async () => {
			const [, , started] = await watched.fired(3);
			assert.equal(started.pendingCalls, 4);
		});
	},

	'Campaign Trigger: a test run shows the previous state': async (world) => {
		const watched = await WatchedCampaign.save(
			world,
			world.simulator.campaigns[8],
			low,
			'onlyAtActivation',
		);
		watched.fill(4);
		await whileActive(watched, async () => {
			await watched.fired(1);
			const shown = await watched.fetchTestEvent();
			assert.deepEqual(shown.jsonOf('Next')[0].previous, { status: 'Enabled', pendingCalls: 4 });
		});
	},

	'Campaign Trigger: a workflow with an unknown campaign code cannot be activated': async (
		world,
	) => {
		const unknown = { ...world.simulator.campaigns[0], code: 'nobody-knows' };
		const watched = await WatchedCampaign.save(world, unknown, low, 'onlyAtActivation');
		const { status, triggers } = await watched.activate();
		await watched.deactivate();
		assert.equal(status, 'failed');
		assert.match(triggers[0].errorMessage ?? '', /campaign code was not accepted/);
	},

	'Campaign Trigger: its state survives a crash of n8n, and a start while the service is down':
		async (world) => {
			const before = await openMortalWorld(world);
			const watched = await WatchedCampaign.save(before, world.simulator.campaigns[0], low);
			watched.fill(8);
			await watched.activate();
			await watched.fired(1);
			await watched.polls(1);
			await before.kill();
			world.simulator.setFaults([{ fault: { kind: 'httpStatus', status: 503 } }]);
			const after = await before.startAgain();
			const again = watched.in(after);
			const [, failed] = await again.executions(2);
			assert.equal(failed.status, 'error');
			world.simulator.setFaults([]);
			await again.polls(2);
			const failures = (await countOf(after, again)) - 1;
			assert.equal((await again.fired(1 + failures)).length, 1);
			again.fill(30);
			await again.polls(1);
			again.fill(6);
			assert.equal((await again.fired(failures + 2))[1].pendingCalls, 6);
			await again.deactivate();
			await after.stop();
		},
};
