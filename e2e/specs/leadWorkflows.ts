import assert from 'node:assert/strict';
import { waitUntil } from '../machine/waitUntil';
import { changeNodes } from '../n8n/changeNodes';
import type { Execution } from '../n8n/Execution';
import { readWorkflow } from '../n8n/readWorkflow';
import type { SavedWorkflow, Workflow } from '../n8n/Workflow';
import { finished } from '../world/finished';
import { givenItems } from '../world/givenItems';
import { showsRow } from '../world/showsRow';
import { whileActive } from '../world/whileActive';
import type { Specs, World } from '../world/World';

const timeoutMs = 30_000;

const read = ({ simulator, credential }: World, file: string): Workflow =>
	readWorkflow(file, { credential, campaign: simulator.campaigns[0], csvFile: '' });

/**
 * Gives these rows in place of the node that reads the Google sheet. Not by a Code node: its items
 * cannot be read by name, `$('Read the sheet')`, in n8n 1.123.
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

/** n8n says that a workflow is active some moments before its webhook is there. */
async function tell({ n8n }: World, path: string, body: object): Promise<void> {
	await waitUntil(
		`The webhook ${path} is there`,
		async () => {
			const { ok } = await fetch(`${n8n.url}/webhook/${path}`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify(body),
			});
			return ok ? true : undefined;
		},
		timeoutMs,
	);
}

async function latest(world: World, workflow: SavedWorkflow, count: number): Promise<Execution> {
	await finished(world, workflow, count);
	const [{ id }] = await world.editor.executionsOf(workflow.id);
	const execution = await world.editor.waitForExecution(id);
	assert.equal(execution.status, 'success', execution.error?.message);
	return execution;
}

export const leadWorkflows: Specs = {
	'sheet to campaign: rows without a verdict, each once, with the verdict that goes back': async (
		world,
	) => {
		const { editor, simulator } = world;
		const [campaign] = simulator.campaigns;
		const rows = [
			{ row_number: 2, lead_id: 'S-1', name: 'Dana Levi', phone: '050-555-0101', verdict: '' },
			{ row_number: 3, lead_id: 'S-2', name: 'Avi Cohen', phone: '050-555-0102', verdict: 'added' },
			{ row_number: 4, lead_id: 'S-3', name: 'Noa Katz', phone: 'no phone', verdict: '' },
		];
		const shown = changeNodes(read(world, 'sheet-to-campaign.json'), showsRow);
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
		const path = 'crm-stage-to-call';
		const [campaign] = world.simulator.campaigns;
		await whileActive(world, read(world, `${path}.json`), async (workflow) => {
			const deal = { id: 'D-1', stage: 'Call now', phone: '050-555-0103', name: 'Dana Levi' };
			await tell(world, path, { ...deal, stage: 'New' });
			assert.equal((await latest(world, workflow, 1)).itemsOf('Is it time to call?').length, 0);

			await tell(world, path, deal);
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

			await tell(world, path, deal);
			const repeated = await latest(world, workflow, 3);
			assert.equal(repeated.jsonOf('Needs a person')[0].verdict, 'skipped');

			await tell(world, path, { ...deal, id: 'D-2', phone: 'ask Dana' });
			const [wrong] = (await latest(world, workflow, 4)).jsonOf('Needs a person');
			assert.equal(wrong.deal_id, 'D-2');
			assert.equal(wrong.verdict, 'rejected');
			assert.match(String(wrong.reason), /phone number/i);
		});
		assert.equal(campaign.pending.size, 1);
	},

	'remove on opt-out: from every campaign where the number waits': async (world) => {
		const path = 'remove-on-opt-out';
		const { campaigns } = world.simulator;
		const waiting = campaigns.filter(({ pending }) =>
			[...pending].some(({ phone }) => phone === '972520000005'),
		);
		assert.equal(waiting.length, 2, 'the number waits in two campaigns of the simulator');
		await whileActive(world, read(world, `${path}.json`), async (workflow) => {
			await tell(world, path, { phone: '052-000-0005' });
			const execution = await latest(world, workflow, 1);
			assert.deepEqual(
				execution
					.jsonOf('Will not be called')
					.map(({ campaign }) => campaign)
					.sort(),
				waiting.map(({ name }) => name).sort(),
			);
			assert.equal(execution.itemsOf('Could not be removed').length, 0);
		});
		for (const { pending } of campaigns) {
			assert.ok([...pending].every(({ phone }) => phone !== '972520000005'));
		}
	},
};
