import assert from 'node:assert/strict';
import { Watched } from '../campaignTrigger/Watched';
import { DataTable } from '../n8n/DataTable';
import { readWorkflow } from '../n8n/readWorkflow';
import type { Specs } from '../world/World';

const leadCount = 231;

const leads = Array.from({ length: leadCount }, (_, index) => ({
	lead_id: `R-${index + 1}`,
	phone: index === 3 ? 'no number' : `05055${String(index).padStart(5, '0')}`,
	name: `Customer ${index + 1}`,
}));

export const queueLowRefill: Specs = {
	'queue low, refill: each lead once, and a word about it': async (world) => {
		const { simulator, credential, editor } = world;
		const [campaign] = simulator.campaigns;
		const workflow = readWorkflow('queue-low-refill.json', { credential, campaign, csvFile: '' });
		const watched = await Watched.saveAs(world, campaign, workflow);
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

	'queue low, refill: a service that takes no leads is told about, and refilled by hand': async (
		world,
	) => {
		const { simulator, credential, editor } = world;
		const [, campaign] = simulator.campaigns;
		const workflow = readWorkflow('queue-low-refill.json', { credential, campaign, csvFile: '' });
		const watched = await Watched.saveAs(world, campaign, workflow);
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
