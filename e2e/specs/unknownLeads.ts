import assert from 'node:assert/strict';
import { noDetails } from '../../simulator/state/call';
import { changeNodes } from '../n8n/workflows';
import { DataTable, type Row } from '../world/DataTable';
import type { Specs, World } from '../world/openWorld';
import { byHand, readFilledIn } from '../world/readyMade';

const sixHourly = 'Every six hours, and once by hand';

/** Without the hour between the two looks. */
const withoutWaiting = (world: World) =>
	changeNodes(readFilledIn(world, 'find-unknown-leads.json'), ({ name }) =>
		name === 'An hour later' ? { parameters: { amount: 1, unit: 'seconds' } } : undefined,
	);

/** Puts a call into the campaign's queue, as if the lost request had arrived. */
const arrive = ({ simulator }: World, target: string, lead_id: string) =>
	simulator.state.addCall(simulator.campaigns[0], target, {
		...noDetails,
		customData: { var_lead_id: lead_id },
	});

const hourAgo = () => Math.floor(Date.now() / 1000) - 3600;

const statusesOf = async (table: DataTable) =>
	(await table.rows()).map(({ lead_id, status, result }) => [
		lead_id,
		status,
		String(result).replace(/:.*/, ''),
	]);

export const unknownLeads: Specs = {
	'data table: find unknown leads: in the queue, in the Call Log, or never arrived': async (
		world,
	) => {
		const { editor, simulator } = world;
		const [campaign] = simulator.campaigns;
		const saved = await editor.saveWorkflow(withoutWaiting(world));
		const nothing = await byHand(world, saved, sixHourly);
		const table = await DataTable.open(editor.rest, 'Leads to call');
		await table.clear();
		assert.equal(nothing.itemsOf('Send again').length, 0);

		arrive(world, '0505550502', 'U-2');
		simulator.dial({ speed: 'max', startsAtSeconds: hourAgo() });
		await simulator.dialing.settled();
		simulator.stopDialing();
		arrive(world, '972505550501', 'U-1');
		arrive(world, '0505550504', 'someone else’s');
		arrive(world, '0505550505', 'no longer known');
		const rows: readonly Row[] = [
			{ lead_id: 'U-1', phone: '050-555-0501', status: 'unknown' },
			{ lead_id: 'U-2', phone: '+972505550502', status: 'unknown' },
			{ lead_id: 'U-3', phone: '505550503', name: 'Noa Katz', status: 'unknown' },
			{ lead_id: 'U-4', phone: '0505550504', status: 'unknown' },
			{ lead_id: '', phone: '0505550505', status: 'unknown' },
			{ lead_id: 'U-6', phone: '0505550506', status: 'rejected', result: 'before' },
			{ lead_id: 'U-7', phone: '', status: 'unknown' },
		];
		await table.insert(rows);
		await byHand(world, saved, sixHourly);
		const expected = [
			['U-1', 'added', 'Waits in the queue'],
			['U-2', 'added', 'Was called'],
			['U-3', 'added', 'Never arrived, so it was sent again'],
			['U-4', 'added', 'Never arrived, so it was sent again'],
			['', 'added', 'Waits in the queue'],
			['U-6', 'rejected', 'before'],
			['U-7', 'rejected', 'Never arrived, so it was sent again'],
		];
		assert.deepEqual(await statusesOf(table), expected);
		const sent = [...campaign.pending].slice(3);
		assert.deepEqual(
			sent.map(({ phone, customerName, customData }) => [phone, customerName, customData]),
			[
				['972505550503', 'Noa Katz', { var_lead_id: 'U-3', var_idempotency_key: 'U-3 again' }],
				['972505550504', '', { var_lead_id: 'U-4', var_idempotency_key: 'U-4 again' }],
			],
		);

		// As if n8n had died after sending, before the verdicts were written down.
		const [, , , third] = campaign.pending;
		campaign.pending.remove(third);
		await table.setAll({ status: 'unknown' });
		await byHand(world, saved, sixHourly);
		assert.equal(campaign.pending.ofPhone('972505550503').length, 0, 'not sent once more');
		assert.equal(campaign.pending.ofPhone('972505550504').length, 2, 'of two leads');
		assert.deepEqual((await statusesOf(table))[2].slice(0, 2), ['U-3', 'added']);
		assert.equal((await statusesOf(table))[3][2], 'Waits in the queue');
	},

	'data table: find unknown leads: sends nothing while it cannot look': async (world) => {
		const { editor, simulator } = world;
		const saved = await editor.saveWorkflow(withoutWaiting(world));
		await byHand(world, saved, sixHourly);
		const table = await DataTable.open(editor.rest, 'Leads to call');
		for (const method of ['CallLog', 'GetCampaignPendingCalls'] as const) {
			await table.clear();
			await table.insert([{ lead_id: `U-${method}`, phone: '0505550507', status: 'unknown' }]);
			simulator.setFaults([{ method, fault: { kind: 'httpStatus', status: 500 } }]);
			const execution = await editor.runWorkflow(saved, sixHourly);
			assert.equal(execution.status, 'error');
			assert.equal((await table.rows())[0].status, 'unknown');
		}
		assert.equal(simulator.campaigns[0].pending.size, 0);
	},
};
