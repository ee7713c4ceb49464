import assert from 'node:assert/strict';
import { readWorkflow, triggerUrl } from '../../n8n/workflows';
import { WatchedCampaign } from '../../world/WatchedCampaign';
import { OpenTrigger, trigger, withTrigger } from '../../world/openTrigger';
import type { QueueSpecs, QueueWorld } from '../openQueueWorld';

const events = 200;
const atATime = 10;
const taken = { Err: 0, Errdesc: 'OK' };

let calls = 0;

const ended = () => ({
	caller: '0722776772',
	target: '0501234567',
	time: 1784120400,
	duration: 61,
	ivruniqueid: `20260715150000queue${++calls}`,
	type: 'ProductiveCall Leg2',
	status: 'ANSWER',
	CustomData: { var_lead_id: String(calls) },
});

/** Sends to one of the webhook processes. */
async function deliver(
	{ n8n, processes }: QueueWorld,
	open: OpenTrigger,
	event: object,
	webhook: number,
): Promise<void> {
	const { url } = processes.webhook[webhook % processes.webhook.length].instance;
	const { status, body } = await open.send(
		{ body: JSON.stringify(event), headers: { 'content-type': 'application/json' } },
		open.url.replace(n8n.url, url),
	);
	assert.deepEqual([status, body], [200, taken]);
}

export const webhooks: QueueSpecs = {
	[`trigger: ${events} events to two webhook processes start ${events} executions`]: async (
		world,
	) => {
		await withTrigger(world, {}, async (open) => {
			const waiting = Array.from({ length: events }, ended);
			const ids = waiting.map(({ ivruniqueid }) => ivruniqueid);
			let sent = 0;
			const sendNext = async () => {
				for (let event = waiting.shift(); event; event = waiting.shift()) {
					await deliver(world, open, event, sent++);
				}
			};
			await Promise.all(Array.from({ length: atATime }, sendNext));
			await open.executions(events);
			// n8n only lists the newest executions. No other execution has run in between.
			const listed = await world.editor.executionsOf(open.workflow.id);
			const newest = Math.max(...listed.map(({ id }) => Number(id)));
			const started: unknown[] = [];
			for (let back = 0; back < events; back++) {
				const execution = await world.editor.waitForExecution(String(newest - back));
				started.push(...execution.jsonOf(trigger).map(({ callId }) => callId));
			}
			assert.deepEqual(started.sort(), ids.sort());
		});
	},

	'trigger: a repeated delivery starts nothing in the same webhook process, and a second execution in another':
		async (world) => {
			await withTrigger(world, {}, async (open) => {
				const event = ended();
				for (const webhook of [0, 0, 0, 1, 1]) await deliver(world, open, event, webhook);
				await open.executions(2);
			});
		},

	'each-event-once.json: a delivery repeated to another webhook process stops before the steps':
		async (world) => {
			const { editor, credential, listeners, simulator, n8n } = world;
			const [campaign] = simulator.campaigns;
			const workflow = await editor.saveWorkflow(
				readWorkflow('each-event-once.json', { credential, listeners, campaign, csvFile: '' }),
			);
			const created = await editor.runWorkflow(workflow, 'Every day, and once by hand');
			assert.equal(created.status, 'success', created.error?.message);
			await editor.activateWorkflow(workflow);
			try {
				const path = triggerUrl(n8n.url, workflow).replace(`${n8n.url}/webhook/`, '');
				const open = new OpenTrigger(world, workflow, path);
				const event = ended();
				await deliver(world, open, event, 0);
				await open.executions(2);
				await deliver(world, open, event, 1);
				const executions = await open.executions(3);
				const steps = executions.flatMap((execution) => execution.itemsOf('Your steps'));
				assert.equal(steps.length, 1);
			} finally {
				await editor.deactivateWorkflow(workflow);
			}
		},
};

export const polls: QueueSpecs = {
	'Campaign Trigger: one process polls, and the workflow starts once': async (world) => {
		const [campaign] = world.simulator.campaigns;
		const watched = await WatchedCampaign.save(world, campaign, {
			event: 'queueLow',
			threshold: 10,
		});
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
