import assert from 'node:assert/strict';
import { changeNodes, readWorkflow, type Workflow } from '../n8n/workflows';
import { DataTable } from '../world/DataTable';
import { WatchedCampaign } from '../world/WatchedCampaign';
import type { Specs, World } from '../world/openWorld';
import { latest, readFilledIn, showsRow, tell, whileActive } from '../world/readyMade';
import { givenItems } from '../world/runNode';

/**
 * Replaces the node that reads the Google sheet with these rows. A Code node does not work: in n8n
 * 1.123, `$('Read the sheet')` cannot read its items.
 */
function withRows(workflow: Workflow, rows: ReadonlyArray<Record<string, unknown>>): Workflow {
	const [, list, items] = givenItems('Read the sheet', rows);
	const trigger = 'Every quarter of an hour';
	const toItems = workflow.connections[trigger];
	return {
		...workflow,
		nodes: [...workflow.nodes.filter(({ name }) => name !== items.name), list, items],
		connections: {
			...workflow.connections,
			[trigger]: { main: [[{ node: list.name, type: 'main', index: 0 }]] },
			[list.name]: toItems,
		},
	};
}

export const leadWorkflows: Specs = {
	'sheet to campaign: adds each row without a verdict once, and writes the verdict back': async (
		world,
	) => {
		const { editor, simulator } = world;
		const [campaign] = simulator.campaigns;
		const rows = [
			{ row_number: 2, lead_id: 'S-1', name: 'Dana Levi', phone: '050-555-0101', verdict: '' },
			{ row_number: 3, lead_id: 'S-2', name: 'Avi Cohen', phone: '050-555-0102', verdict: 'added' },
			{ row_number: 4, lead_id: 'S-3', name: 'Noa Katz', phone: 'no phone', verdict: '' },
		];
		const shown = changeNodes(readFilledIn(world, 'sheet-to-campaign.json'), showsRow);
		const workflow = await editor.saveWorkflow(withRows(shown, rows));
		const first = await editor.runWorkflow(workflow);
		assert.equal(first.status, 'success', first.error?.message);
		const written = first.jsonOf('Verdict into the row');
		assert.deepEqual(
			written.map(({ lead_id, verdict }) => [lead_id, verdict]),
			[
				['S-1', 'added'],
				['S-3', 'rejected'],
			],
		);
		assert.equal(written[0].reason, '');
		assert.match(String(written[1].reason), /phone number/i);
		const [call, ...others] = [...campaign.pending];
		assert.deepEqual(others, []);
		assert.equal(call.phone, '972505550101');
		assert.equal(call.customerName, 'Dana Levi');
		assert.deepEqual(call.customData, { var_lead_id: 'S-1' });

		const again = await editor.runWorkflow(workflow);
		assert.equal(again.jsonOf('Verdict into the row')[0].verdict, 'skipped');
		assert.equal(campaign.pending.size, 1);
	},

	'CRM stage to call: at the stage, once, and the rest to a person': async (world) => {
		const [campaign] = world.simulator.campaigns;
		await whileActive(world, readFilledIn(world, 'crm-stage-to-call.json'), async (workflow) => {
			const deal = { id: 'D-1', stage: 'Call now', phone: '050-555-0103', name: 'Dana Levi' };
			await tell(world, workflow, { ...deal, stage: 'New' });
			assert.equal((await latest(world, workflow, 1)).itemsOf('Is it time to call?').length, 0);

			await tell(world, workflow, deal);
			const called = await latest(world, workflow, 2);
			assert.deepEqual(called.jsonOf('Will be called'), [{ deal_id: 'D-1', phone: '0505550103' }]);
			const [call] = campaign.pending;
			assert.equal(call.phone, '972505550103');
			assert.equal(call.priority, 100);
			assert.deepEqual(call.customData, {
				var_deal_id: 'D-1',
				var_idempotency_key: 'D-1 Call now',
				var_stage: 'Call now',
			});

			await tell(world, workflow, deal);
			const repeated = await latest(world, workflow, 3);
			assert.equal(repeated.jsonOf('Needs a person')[0].verdict, 'skipped');

			await tell(world, workflow, { ...deal, id: 'D-2', phone: 'ask Dana' });
			const [wrong] = (await latest(world, workflow, 4)).jsonOf('Needs a person');
			assert.equal(wrong.deal_id, 'D-2');
			assert.equal(wrong.verdict, 'rejected');
			assert.match(String(wrong.reason), /phone number/i);
		});
		assert.equal(campaign.pending.size, 1);
	},
};

const leadCount = 231;

const leads = Array.from({ length: leadCount }, (_, index) => ({
	lead_id: `R-${index + 1}`,
	phone: index === 3 ? 'no number' : `05055${String(index).padStart(5, '0')}`,
	name: `Customer ${index + 1}`,
}));

async function watchedRefill(
	world: World,
	campaign: World['simulator']['campaigns'][number],
): Promise<WatchedCampaign> {
	const { credential, listeners } = world;
	const filledIn = { credential, listeners, campaign, csvFile: '' };
	const workflow = readWorkflow('queue-low-refill.json', filledIn);
	return await WatchedCampaign.saveAs(world, campaign, workflow);
}

export const queueLowRefill: Specs = {
	'queue low, refill: each lead once, and a word about it': async (world) => {
		const { simulator, editor } = world;
		const [campaign] = simulator.campaigns;
		const watched = await watchedRefill(world, campaign);
		for (let run = 0; run < 2; run++) {
			const made = await editor.runWorkflow(watched.workflow, 'Once, to make the table');
			assert.equal(made.status, 'success', made.error?.message);
		}
		const table = await DataTable.open(editor.rest, 'Leads to call');
		await table.insert(leads);
		const statuses = async () => (await table.rows()).map(({ status }) => status);

		watched.fill(30);
		await watched.activate();
		try {
			const first = (await watched.executions(3))[2];
			assert.equal(first.status, 'success', first.error?.message);
			assert.match(
				String(first.jsonOf('Leads are in')[0].text),
				/was down to 30 waiting calls\. 199 leads were added, 1 were not \(see the table\)\.$/,
			);
			const queue = [...campaign.pending];
			assert.equal(queue.length, 30 + 199);
			assert.equal(queue[30].customData.var_lead_id, 'R-1');
			assert.equal(queue[30].customerName, 'Customer 1');
			const rejected = (await table.rows())[3];
			assert.equal(rejected.status, 'rejected');
			assert.match(String(rejected.result), /phone number/);
			assert.deepEqual((await statuses()).slice(200), Array<null>(leadCount - 200).fill(null));

			await watched.polls(1);
			watched.fill(100);
			const second = (await watched.executions(4))[3];
			assert.match(
				String(second.jsonOf('Leads are in')[0].text),
				/31 leads were added, 0 were not .* has no more leads/,
			);

			watched.fill(300);
			await watched.polls(1);
			watched.fill(0);
			const third = (await watched.executions(5))[4];
			assert.match(
				String(third.jsonOf('No leads left')[0].text),
				/is down to 0 waiting calls, and the table has no leads left/,
			);

			await table.setAll({ status: null, result: null });
			const byHand = await editor.runWorkflow(watched.workflow, 'When the queue runs low');
			assert.equal(byHand.status, 'success', byHand.error?.message);
			assert.equal(campaign.pending.size, 0);
			assert.equal((await statuses())[0], 'skipped');
			assert.equal(simulator.stats().doubled, 0);
		} finally {
			await watched.deactivate();
		}
	},

	'queue low, refill: reports a service that accepts no leads, then refills manually': async (
		world,
	) => {
		const { simulator, editor } = world;
		const [, campaign] = simulator.campaigns;
		const watched = await watchedRefill(world, campaign);
		const table = await DataTable.open(editor.rest, 'Leads to call');
		await table.insert([{ lead_id: 'R-late', phone: '0505599999', name: 'Late' }]);
		simulator.setFaults([
			{ method: 'AddCallsBulk', fault: { kind: 'httpStatus', status: 403, body: 'Forbidden' } },
		]);
		const failed = await editor.runWorkflow(watched.workflow, 'When the queue runs low');
		assert.equal(failed.status, 'success', failed.error?.message);
		assert.match(
			String(failed.jsonOf('The refill did not work')[0].text),
			/leads could not be added: .*403/,
		);
		simulator.setFaults([]);
		await editor.runWorkflow(watched.workflow, 'When the queue runs low');
		assert.ok([...campaign.pending].some(({ customData }) => customData.var_lead_id === 'R-late'));
	},
};
