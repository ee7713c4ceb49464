import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { waitUntil } from '../machine/processes';
import type { Execution } from '../n8n/Execution';
import {
	listenerSecret,
	listenerUrl,
	listenerUser,
	readWorkflow,
	workflowsFolder,
	type SavedWorkflow,
} from '../n8n/workflows';
import { withChatModel } from '../world/chatModel';
import type { Specs, World } from '../world/openWorld';

const timeoutMs = 30_000;

async function save({ editor, simulator, credential, listeners }: World, file: string) {
	const [campaign] = simulator.campaigns;
	return await editor.saveWorkflow(
		readWorkflow(file, { credential, listeners, campaign, csvFile: '' }),
	);
}

const password = Buffer.from(`${listenerUser}:${listenerSecret}`).toString('base64');
const headers = { authorization: `Basic ${password}` };

const formUrl = ({ n8n }: World, workflow: SavedWorkflow): string =>
	listenerUrl(n8n.url, workflow, 'n8n-nodes-base.formTrigger').replace('/webhook/', '/form/');

/** n8n reports a workflow as active a few moments before its form exists. */
async function waitForForm(url: string): Promise<void> {
	const isThere = async () => ((await fetch(url, { headers })).ok ? true : undefined);
	await waitUntil('Waiting for the form', isThere, timeoutMs);
}

async function submitForm(url: string, fields: Record<string, string>): Promise<void> {
	const form = new FormData();
	for (const [index, value] of Object.values(fields).entries()) form.set(`field-${index}`, value);
	const response = await fetch(url, { method: 'POST', headers, body: form });
	assert.equal(response.status, 200);
}

async function latestExecution(
	{ editor }: World,
	{ id }: SavedWorkflow,
	count: number,
): Promise<Execution> {
	const latest = await waitUntil(
		'Waiting for the form to start an execution',
		async () => {
			const executions = await editor.executionsOf(id);
			return executions.length >= count ? executions[0] : undefined;
		},
		timeoutMs,
	);
	return await editor.waitForExecution(latest.id);
}

export const readyMadeWorkflows: Specs = {
	'every ready-made workflow has a test': async () => {
		const files = readdirSync(workflowsFolder).filter((file) => file.endsWith('.json'));
		assert.deepEqual(files.sort(), [
			'ai-agent-adds-call.json',
			'campaign-overview.json',
			'crm-stage-to-call.json',
			'each-event-once.json',
			'leads-from-csv.json',
			'missed-call-to-retry-campaign.json',
			'outcomes-to-csv.json',
			'outcomes-to-sheet.json',
			'outcomes-to-table.json',
			'queue-low-refill.json',
			'remove-on-opt-out.json',
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
		const workflow = await save(world, 'campaign-overview.json');
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
		const workflow = await save(world, 'web-form-to-call.json');
		await world.editor.activateWorkflow(workflow);
		const url = formUrl(world, workflow);
		await waitForForm(url);
		assert.equal((await fetch(url)).status, 401, 'the form requires the password');
		const [campaign] = world.simulator.campaigns;

		await submitForm(url, { name: 'דנה לוי', phone: '050-555-0142', topic: 'Fiber' });
		const good = await latestExecution(world, workflow, 1);
		assert.equal(good.status, 'success', good.error?.message);
		assert.equal(good.itemsOf('Will be called').length, 1);
		assert.equal(good.itemsOf('Needs a person').length, 0);
		const [call] = campaign.pending;
		assert.equal(call.phone, '972505550142');
		assert.equal(call.customerName, 'דנה לוי');
		assert.equal(call.priority, 100);
		assert.equal(call.customData.var_topic, 'Fiber');

		await submitForm(url, { name: 'Adi', phone: 'later please', topic: '' });
		const bad = await latestExecution(world, workflow, 2);
		assert.equal(bad.status, 'success', bad.error?.message);
		assert.equal(bad.itemsOf('Will be called').length, 0);
		const [{ name, phone, reason }] = bad.jsonOf('Needs a person');
		assert.deepEqual({ name, phone }, { name: 'Adi', phone: 'later please' });
		assert.match(String(reason), /phone number/i);
		assert.equal(campaign.pending.size, 1);
	},
};
