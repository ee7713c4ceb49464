import assert from 'node:assert/strict';
import { readWorkflow, workflowFiles } from '../n8n/workflows';
import { withChatModel } from '../world/chatModel';
import type { Specs } from '../world/openWorld';
import { latest, readFilledIn, submitForm, whileActive } from '../world/readyMade';

export const readyMadeWorkflows: Specs = {
	'every ready-made workflow has a test': async () => {
		assert.deepEqual(workflowFiles, [
			'ai-agent-adds-call.json',
			'attempts.json',
			'campaign-overview.json',
			'consent-trail.json',
			'crm-stage-to-call.json',
			'each-event-once.json',
			'fill-missed-outcomes.json',
			'find-unknown-leads.json',
			'hours-guard.json',
			'leads-from-csv.json',
			'missed-call-to-retry-campaign.json',
			'opt-out.json',
			'outcomes-to-csv.json',
			'outcomes-to-sheet.json',
			'outcomes-to-table.json',
			'queue-low-refill.json',
			'sheet-to-campaign.json',
			'web-form-to-call.json',
		]);
	},

	'AI agent adds call': async (world) => {
		const { editor, simulator, credential, listeners } = world;
		const [campaign] = simulator.campaigns;
		await withChatModel(world, async (model, chatModel) => {
			const filledIn = { credential, listeners, campaign, csvFile: '', chatModel };
			const workflow = await editor.saveWorkflow(readWorkflow('ai-agent-adds-call.json', filledIn));
			const asked = {
				Target_Phone_Number: '050-555-0144',
				Customer_Name: 'Dana Levi',
				Originate_Time: '',
				Topic: 'Fiber',
			};
			model.say(
				{ calls: [{ tool: 'Add_call', input: asked }] },
				{ text: 'We will call you, Dana.' },
			);
			const execution = await editor.chat(workflow, 'Please call me about fiber');
			assert.equal(execution.status, 'success', execution.error?.message);
			assert.equal(execution.jsonOf('AI Agent')[0].output, 'We will call you, Dana.');
			assert.match(model.results[0], /"status":"added"/);
			assert.deepEqual(model.offered.map(({ name }) => name).sort(), [
				'Add_call',
				'Look_up_campaign',
			]);
		});
		const [call, ...others] = [...campaign.pending];
		assert.deepEqual(others, []);
		assert.equal(call.phone, '972505550144');
		assert.equal(call.customerName, 'Dana Levi');
		assert.deepEqual(call.customData, { var_source: 'chat', var_topic: 'Fiber' });
	},

	'campaign overview': async (world) => {
		const workflow = await world.editor.saveWorkflow(readFilledIn(world, 'campaign-overview.json'));
		const execution = await world.editor.runWorkflow(workflow);
		assert.equal(execution.status, 'success', execution.error?.message);
		const rows = execution.jsonOf('Fullest first');
		const enabled = world.simulator.campaigns.filter(({ status }) => status === 'Enabled');
		assert.equal(rows.length, enabled.length);
		const expected = new Map(enabled.map(({ code, pending }) => [code, pending.size]));
		for (const { code, waitingCalls } of rows) {
			assert.equal(waitingCalls, expected.get(String(code)), String(code));
		}
		const counts = rows.map(({ waitingCalls }) => Number(waitingCalls));
		assert.deepEqual(
			counts,
			[...counts].sort((a, b) => b - a),
		);
	},

	'web form to call': async (world) => {
		const [campaign] = world.simulator.campaigns;
		await whileActive(world, readFilledIn(world, 'web-form-to-call.json'), async (workflow) => {
			await submitForm(world, workflow, ['דנה לוי', '050-555-0142', 'Fiber']);
			const good = await latest(world, workflow, 1);
			assert.equal(good.itemsOf('Will be called').length, 1);
			assert.equal(good.itemsOf('Needs a person').length, 0);
			const [call] = campaign.pending;
			assert.equal(call.phone, '972505550142');
			assert.equal(call.customerName, 'דנה לוי');
			assert.equal(call.priority, 100);
			assert.equal(call.customData.var_topic, 'Fiber');

			await submitForm(world, workflow, ['Adi', 'later please', '']);
			const bad = await latest(world, workflow, 2);
			assert.equal(bad.itemsOf('Will be called').length, 0);
			const [{ name, phone, reason }] = bad.jsonOf('Needs a person');
			assert.deepEqual({ name, phone }, { name: 'Adi', phone: 'later please' });
			assert.match(String(reason), /phone number/i);
			assert.equal(campaign.pending.size, 1);
		});
	},
};
