import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
	changeNodes,
	readWorkflow,
	triggerType,
	triggerUrl,
	waitForTrigger,
	type SavedWorkflow,
	type Workflow,
} from '../n8n/workflows';
import type { Specs, World } from '../world/openWorld';
import { DataTable, finished, showsRow, whileActive } from '../world/readyMade';

/** A ready-made workflow with the call trigger, active while `use` runs. */
const withWorkflow = async (
	world: World,
	workflow: Workflow,
	use: (saved: SavedWorkflow, url: string) => Promise<void>,
): Promise<void> =>
	await whileActive(world, workflow, async (saved) => {
		const url = triggerUrl(world.n8n.url, saved);
		await waitForTrigger(url);
		await use(saved, url);
	});

const read = (
	{ simulator, credential, listeners, userFolder }: World,
	file: string,
	campaign = 0,
): Workflow =>
	readWorkflow(file, {
		credential,
		listeners,
		campaign: simulator.campaigns[campaign],
		csvFile: join(userFolder, 'formulas.csv'),
	});

async function send(url: string, notification: Record<string, unknown>): Promise<void> {
	const response = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(notification),
	});
	assert.deepEqual(await response.json(), { Err: 0, Errdesc: 'OK' });
}

const missedCall = (id: string, variables: Record<string, unknown> = {}) => ({
	caller: '0722776772',
	target: '0505550177',
	time: 1795600000,
	duration: 25,
	ivruniqueid: id,
	type: 'ProductiveCall Leg2',
	status: 'NOANSWER',
	isAnswer: 0,
	CustomData: { var_lead_id: 'L-77', ...variables },
});

const outcomesOf = ({ simulator }: World, campaign: string) =>
	simulator.dialing.calls.filter(({ lead }) => lead.campaign === campaign);

export const outcomeWorkflows: Specs = {
	'outcomes into a table: one row per call, whichever leg comes first': async (world) => {
		const { editor, simulator } = world;
		const workflow = read(world, 'outcomes-to-table.json');
		const campaign = simulator.campaigns[1];
		const waiting = campaign.pending.size;
		await withWorkflow(world, workflow, async (saved, cdrUrl) => {
			const created = await editor.runWorkflow(saved, 'Create the table');
			assert.equal(created.status, 'success', created.error?.message);
			simulator.dial({
				cdrUrl,
				speed: 'max',
				legsReversed: true,
				cdrTries: 20,
				outcomes: { weights: { ANSWER: 2, NOANSWER: 1 } },
			});
			await simulator.dialing.settled();
			simulator.stopDialing();
			const { delivered } = simulator.dialing.totals().cdr;
			await finished(world, saved, delivered + 1);
		});
		const table = await DataTable.open(editor.rest, 'Call outcomes');
		const rows = await table.rows();
		const byCall = new Map(rows.map((row) => [row.call_id, row]));
		assert.equal(byCall.size, rows.length, 'one row for each call');
		const calls = outcomesOf(world, campaign.code);
		assert.equal(calls.length, waiting);
		for (const { id, lead, agent, outcome } of calls) {
			const row = byCall.get(id);
			assert.ok(row, `call ${id} has a row`);
			assert.equal(row.lead_id, lead.customData.var_lead_id);
			assert.equal(row.phone, lead.phone);
			assert.equal(row.status, outcome?.status);
			assert.equal(row.extension ?? null, outcome?.status === 'ANSWER' ? agent : null);
		}
	},

	'outcomes into a sheet: the row to write': async (world) => {
		const workflow = changeNodes(read(world, 'outcomes-to-sheet.json'), showsRow);
		await withWorkflow(world, workflow, async (saved, url) => {
			await send(url, missedCall('sheet-1'));
			await finished(world, saved, 1);
			const [{ id }] = await world.editor.executionsOf(saved.id);
			const execution = await world.editor.waitForExecution(id);
			assert.equal(execution.status, 'success', execution.error?.message);
			const [row] = execution.jsonOf('Call into the row');
			assert.equal(row.call_id, 'sheet-1');
			assert.equal(row.lead_id, 'L-77');
			assert.equal(row.status, 'NOANSWER');
			assert.equal(row.phone, '972505550177');
		});
	},

	'outcomes into a CSV file: a formula is data': async (world) => {
		const lead_id = '=HYPERLINK("http://x.example","a")';
		await withWorkflow(world, read(world, 'outcomes-to-csv.json'), async (saved, url) => {
			await send(url, missedCall('@csv-1', { var_lead_id: lead_id }));
			await finished(world, saved, 1);
		});
		assert.equal(
			readFileSync(join(world.userFolder, 'formulas.csv'), 'utf8').split(',"972')[0],
			`"'@csv-1","'=HYPERLINK(""http://x.example"",""a"")"`,
		);
	},

	'missed call into a retry campaign: as often as allowed, but never twice': async (world) => {
		const retry = world.simulator.campaigns[2];
		const workflow = read(world, 'missed-call-to-retry-campaign.json', 2);
		await withWorkflow(world, workflow, async (saved, url) => {
			await send(url, missedCall('missed-1'));
			await finished(world, saved, 1);
			const [call] = retry.pending;
			assert.equal(retry.pending.size, 1);
			assert.equal(call.phone, '972505550177');
			assert.equal(call.customData.var_lead_id, 'L-77');
			assert.equal(Number(call.customData.var_attempt), 2);
			assert.ok(call.originateTime > Date.now() / 1000 + 3600, 'not at once');

			await send(url, missedCall('missed-1'));
			await send(url, { ...missedCall('answered-1'), status: 'ANSWER', isAnswer: 1 });
			await send(url, missedCall('missed-3', { var_attempt: 3 }));
			await finished(world, saved, 2);
			assert.equal(retry.pending.size, 1);

			const [{ id }] = await world.editor.executionsOf(saved.id);
			const last = await world.editor.waitForExecution(id);
			assert.equal(last.itemsOf('Called often enough').length, 1);
		});
		// The trigger forgets its events when n8n restarts. The idempotency key is permanent.
		const forgetful = changeNodes(workflow, ({ type, parameters }) =>
			type === triggerType
				? {
						parameters: {
							...parameters,
							options: { ...(parameters?.options as object), ignoreRepeated: false },
						},
					}
				: undefined,
		);
		await withWorkflow(world, forgetful, async (saved, url) => {
			await send(url, missedCall('missed-1'));
			await finished(world, saved, 3);
			assert.equal(retry.pending.size, 1);
		});
	},

	'each event once, with several webhook processes': async (world) => {
		const forgetful = changeNodes(read(world, 'each-event-once.json'), ({ type }) =>
			type === triggerType ? { parameters: { options: { ignoreRepeated: false } } } : undefined,
		);
		await withWorkflow(world, forgetful, async (saved, url) => {
			for (const id of ['once-1', 'once-1', 'once-2']) {
				await send(url, missedCall(id));
				await finished(world, saved, 1);
			}
			await finished(world, saved, 3);
			const executions = await world.editor.executionsOf(saved.id);
			const counts = await Promise.all(
				executions.map(
					async ({ id }) => (await world.editor.waitForExecution(id)).itemsOf('Your steps').length,
				),
			);
			assert.equal(
				counts.reduce((sum, count) => sum + count, 0),
				2,
			);
		});
	},
};
