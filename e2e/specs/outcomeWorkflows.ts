import { DateTime } from 'luxon';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { changeNodes, type SavedWorkflow } from '../n8n/workflows';
import { DataTable, type Row } from '../world/DataTable';
import type { Specs, World } from '../world/openWorld';
import {
	byHand,
	finished,
	forgetsEvents,
	latest,
	missedCall,
	notify,
	readFilledIn,
	showsRow,
	withCallTrigger,
} from '../world/readyMade';

const outcomesOf = ({ simulator }: World, campaign: string) =>
	simulator.dialing.calls.filter(({ lead }) => lead.campaign === campaign);

/** The table has one row for each call, and the right one for each call of the campaign. */
function assertOutcomes(world: World, campaign: string, rows: readonly Row[]): void {
	const byCall = new Map(rows.map((row) => [row.call_id, row]));
	assert.equal(byCall.size, rows.length, 'one row for each call');
	for (const { id, lead, agent, outcome } of outcomesOf(world, campaign)) {
		const row = byCall.get(id);
		assert.ok(row, `call ${id} has a row`);
		assert.equal(row.lead_id, lead.customData.var_lead_id);
		assert.equal(row.phone, lead.phone);
		assert.equal(row.status, outcome?.status);
		assert.equal(row.extension ?? null, outcome?.status === 'ANSWER' ? agent : null);
	}
}

/** Sunday to Thursday 9 to 20, Friday 9 to 13, in Israel. */
function assertCallingHours(epochSeconds: number): void {
	const { weekday, hour, minute } = DateTime.fromSeconds(epochSeconds, { zone: 'Asia/Jerusalem' });
	const closing = { 5: 13, 6: 0 }[weekday] ?? 20;
	const time = hour + minute / 60;
	assert.ok(time >= 9 && time < closing, `open at ${time} on day ${weekday}`);
}

export const outcomeWorkflows: Specs = {
	'outcomes into a table: one row per call, whichever leg comes first': async (world) => {
		const { editor, simulator } = world;
		const workflow = readFilledIn(world, 'outcomes-to-table.json');
		const campaign = simulator.campaigns[1];
		const waiting = campaign.pending.size;
		await withCallTrigger(world, workflow, async (saved, cdrUrl) => {
			await byHand(world, saved, 'Create the table');
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
		assert.equal(outcomesOf(world, campaign.code).length, waiting);
		assertOutcomes(world, campaign.code, rows);
	},

	'data table: fill in missed outcomes from the Call Log': async (world) => {
		const { editor, simulator } = world;
		const saved = await editor.saveWorkflow(readFilledIn(world, 'fill-missed-outcomes.json'));
		const nightly = 'Every night, and once by hand';
		await byHand(world, saved, nightly);
		const table = await DataTable.open(editor.rest, 'Call outcomes');
		await table.clear();
		simulator.dial({
			speed: 'max',
			startsAtSeconds: Math.floor(Date.now() / 1000) - 86_400,
			outcomes: { weights: { ANSWER: 2, NOANSWER: 1 } },
		});
		await simulator.dialing.settled();
		simulator.stopDialing();
		const [, { code }] = simulator.campaigns;
		const [{ id: known }] = outcomesOf(world, code);
		await table.insert([{ call_id: known, wait_seconds: 7, status: null }]);
		await byHand(world, saved, 'When n8n starts');
		const rows = await table.rows();
		assert.equal(rows.length, simulator.dialing.calls.length);
		assertOutcomes(world, code, rows);
		assert.equal(rows[0].wait_seconds, 7, 'the Call Log does not know the wait');
		await byHand(world, saved, nightly);
		const withoutTime = (all: readonly Row[]) => all.map((row) => ({ ...row, updatedAt: null }));
		assert.deepEqual(withoutTime(await table.rows()), withoutTime(rows));
	},

	'outcomes into a sheet: the row to write': async (world) => {
		const workflow = changeNodes(readFilledIn(world, 'outcomes-to-sheet.json'), showsRow);
		await withCallTrigger(world, workflow, async (saved, url) => {
			await notify(url, missedCall('sheet-1'));
			const execution = await latest(world, saved, 1);
			const [row] = execution.jsonOf('Call into the row');
			assert.equal(row.call_id, 'sheet-1');
			assert.equal(row.lead_id, 'L-77');
			assert.equal(row.status, 'NOANSWER');
			assert.equal(row.phone, '972505550177');
		});
	},

	'outcomes into a CSV file: a formula is data': async (world) => {
		const lead_id = '=HYPERLINK("http://x.example","a")';
		await withCallTrigger(
			world,
			readFilledIn(world, 'outcomes-to-csv.json'),
			async (saved, url) => {
				await notify(url, missedCall('@csv-1', { var_lead_id: lead_id }));
				await finished(world, saved, 1);
			},
		);
		assert.equal(
			readFileSync(join(world.userFolder, 'formulas.csv'), 'utf8').split(',"972')[0],
			`"'@csv-1","'=HYPERLINK(""http://x.example"",""a"")"`,
		);
	},

	'missed call into a retry campaign: as often as allowed, within hours, never twice': async (
		world,
	) => {
		const retry = world.simulator.campaigns[2];
		const workflow = readFilledIn(world, 'missed-call-to-retry-campaign.json', 2);
		const again = 'Call again later';
		await withCallTrigger(world, workflow, async (saved, url) => {
			await byHand(world, saved, 'Every night, and once by hand');
			const table = await DataTable.open(world.editor.rest, 'Call attempts');
			await table.clear();
			await notify(url, missedCall('missed-1', { var_idempotency_key: 'of the first campaign' }));
			await latest(world, saved, 2);
			const [call] = retry.pending;
			assert.equal(retry.pending.size, 1);
			assert.equal(call.phone, '972505550177');
			assert.equal(call.customData.var_lead_id, 'L-77');
			assert.equal(call.customData.var_idempotency_key, 'missed-1');
			assert.ok(call.originateTime > Date.now() / 1000 + 3600, 'not at once');
			assertCallingHours(call.originateTime);

			await notify(url, missedCall('missed-1'));
			await notify(url, { ...missedCall('answered-1'), status: 'ANSWER', isAnswer: 1 });
			await notify(url, missedCall('missed-2'));
			const pending = await latest(world, saved, 3);
			assert.equal(pending.jsonOf(again)[0].reason, 'pending');
			await notify(url, missedCall('missed-3'));
			const often = await latest(world, saved, 4);
			assert.equal(often.jsonOf(again)[0].reason, 'attemptLimit');
			assert.equal((await table.rows()).length, 3);

			await notify(url, { ...missedCall('hidden'), target: undefined, caller: undefined });
			const hidden = await latest(world, saved, 5);
			assert.equal(hidden.jsonOf(again)[0].status, 'rejected');
			assert.equal(retry.pending.size, 1);
		});
		const atNight = changeNodes(changeNodes(workflow, forgetsEvents), ({ name, parameters }) =>
			name === again
				? {
						parameters: {
							...parameters,
							additionalFields: {
								originateTime: '={{ $now.plus({ days: 1 }).set({ hour: 23, minute: 30 }) }}',
							},
						},
					}
				: undefined,
		);
		await withCallTrigger(world, atNight, async (saved, url) => {
			const [earlier] = retry.pending;
			retry.pending.remove(earlier);
			await notify(url, missedCall('missed-1'));
			const repeated = await latest(world, saved, 6);
			assert.equal(repeated.jsonOf(again)[0].status, 'skipped');
			await notify(url, { ...missedCall('late'), target: '0505550178' });
			await latest(world, saved, 7);
			const [call] = retry.pending;
			assert.equal(call.phone, '972505550178');
			assertCallingHours(call.originateTime);
			assert.ok(call.originateTime > Date.now() / 1000 + 24 * 3600);
		});
	},

	'each event once, also from several webhook processes and after a restart': async (world) => {
		const { editor } = world;
		const forgetful = changeNodes(readFilledIn(world, 'each-event-once.json'), forgetsEvents);
		const daily = 'Every day, and once by hand';
		const stepsOf = async ({ id: workflow }: SavedWorkflow) => {
			const steps: unknown[] = [];
			for (const { id } of await editor.executionsOf(workflow)) {
				const execution = await editor.waitForExecution(id);
				assert.equal(execution.status, 'success', execution.error?.message);
				steps.push(...execution.jsonOf('Your steps').map(({ callId }) => callId));
			}
			return steps.sort();
		};
		await withCallTrigger(world, forgetful, async (saved, url) => {
			for (let run = 0; run < 2; run++) await byHand(world, saved, daily);
			const ids = ['once-1', 'once-1', 'once-2', 'once-1', 'once-3', 'once-3', 'once-3', 'once-3'];
			await Promise.all(ids.map(async (id) => await notify(url, missedCall(id))));
			await finished(world, saved, ids.length + 2);
			assert.deepEqual(await stepsOf(saved), ['once-1', 'once-2', 'once-3']);
		});
		const table = await DataTable.open(editor.rest, 'Seen call events');
		assert.equal((await table.rows()).length, 8);
		const impatient = changeNodes(forgetful, ({ name, parameters }) =>
			name === 'Forget old events'
				? { parameters: JSON.parse(JSON.stringify(parameters).replace('minus', 'plus')) }
				: undefined,
		);
		await byHand(world, await editor.saveWorkflow(impatient), daily);
		assert.deepEqual(await table.rows(), []);
	},
};
