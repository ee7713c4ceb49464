import assert from 'node:assert/strict';
import type { SavedCredential } from '../../n8n/EditorApi';
import type { Execution } from '../../n8n/Execution';
import type { Workflow, WorkflowNode } from '../../n8n/workflows';
import { withChatModel, type ChatModel } from '../../world/chatModel';
import { accountCode, type Spec, type Specs, type World } from '../../world/openWorld';
import { byCode, givenItems } from '../../world/runNode';
import {
	addParameters,
	assertAddedOnce,
	campaignOf,
	connectTools,
	lead,
	lostAnswers,
	retryOnFail,
	toolNode,
} from './tools';

const agent = 'Agent';

interface AgentOptions {
	readonly version: number;
	readonly model: SavedCredential;
	readonly tools: readonly WorkflowNode[];
	readonly items: ReadonlyArray<Record<string, unknown>>;
}

const to = (node: string, type = 'main') => [[{ node, type, index: 0 }]];

/** A manual trigger, some items, and an AI Agent with a chat model and tools. */
const agentWorkflow = ({ version, model, tools, items }: AgentOptions): Workflow => ({
	name: `AI Agent ${version}`,
	nodes: [
		...givenItems('Lead', items),
		{
			id: 'agent',
			name: agent,
			type: '@n8n/n8n-nodes-langchain.agent',
			typeVersion: version,
			position: [600, 0],
			parameters: { promptType: 'define', text: 'Have Dana called', options: {} },
		},
		{
			id: 'model',
			name: 'Model',
			type: '@n8n/n8n-nodes-langchain.lmChatOpenAi',
			typeVersion: 1.2,
			position: [500, 200],
			parameters: {
				model: { __rl: true, mode: 'id', value: 'scripted' },
				options: { maxRetries: 0 },
			},
			credentials: { openAiApi: { ...model } },
		},
		...tools,
	],
	connections: {
		Start: { main: to('List') },
		List: { main: to('Lead') },
		Lead: { main: to(agent) },
		Model: { ai_languageModel: to(agent, 'ai_languageModel') },
		...connectTools(tools, agent),
	},
	settings: { executionOrder: 'v1', timezone: 'Asia/Jerusalem' },
});

/** As of version 3, n8n's engine runs the tools. Before, the agent calls them itself. */
const versions = [3, 2.2] as const;

interface AgentRun {
	readonly execution: Execution;
	/** The tool's response as the model reads it, if the tool ran. */
	readonly answer: string;
	readonly model: ChatModel;
}

/** The agent's model calls the tool once, then reports that it is done. */
async function runAgent(
	world: World,
	version: number,
	tool: WorkflowNode,
	input: Record<string, unknown>,
	use: (run: AgentRun) => Promise<void> | void,
): Promise<void> {
	await withChatModel(world, async (model, credential) => {
		const workflow = await world.editor.saveWorkflow(
			agentWorkflow({
				version,
				model: credential,
				tools: [tool],
				items: [{ campaign: campaignOf(world).code }],
			}),
		);
		model.say({ calls: [{ tool: tool.name.replace(/ /g, '_'), input }] }, { text: 'Done.' });
		const execution = await world.editor.runWorkflow(workflow);
		assert.equal(execution.status, 'success', execution.error?.message);
		assert.deepEqual(execution.jsonOf(agent), [{ output: 'Done.' }]);
		assert.ok(!execution.stored.includes(accountCode), 'the account code is stored');
		const [answer] = model.results;
		assert.ok(!answer.includes(accountCode), 'the model is shown the account code');
		assert.ok(answer.length < 600, answer);
		await use({ execution, answer, model });
	});
}

const addTool = (
	world: World,
	changes?: Record<string, unknown>,
	settings?: Record<string, unknown>,
) => toolNode(world, 'Add call', addParameters(world, changes), settings);

const fromItem = (expression: string) => ({ campaign: byCode(`={{ ${expression} }}`) });

const inEachVersion = (name: string, spec: (world: World, version: number) => Promise<void>) =>
	versions.map((version): [string, Spec] => [
		`AI Agent ${version}: ${name}`,
		async (world) => await spec(world, version),
	]);

export const agentSpecs: Specs = {
	...Object.fromEntries([
		...inEachVersion('a call is added once, and the response is short', async (world, version) => {
			await runAgent(world, version, addTool(world), lead, ({ answer, model }) => {
				const [verdict] = JSON.parse(answer) as Array<Record<string, unknown>>;
				assert.equal(verdict.status, 'added');
				assert.ok(answer.length < 200, answer);
				assert.equal(model.offered[0].description, 'Add call to campaign in Voicenter Dialer');
			});
			assertAddedOnce(world);
		}),

		...inEachVersion('fixed values cannot be overridden', async (world, version) => {
			const [, { code }] = world.simulator.campaigns;
			const input = { ...lead, campaign: code, Campaign: code, operation: 'remove' };
			await runAgent(world, version, addTool(world), input, () => assertAddedOnce(world));
			world.simulator.reset();
			const named = addTool(world, fromItem("$('Lead').item.json.campaign"));
			await runAgent(world, version, named, input, () => assertAddedOnce(world));
		}),

		...inEachVersion('a field that reads $json is refused', async (world, version) => {
			const [campaign, other] = world.simulator.campaigns;
			const tool = addTool(world, fromItem('$json["Campaign code"]'));
			const input = { ...lead, 'Campaign code': other.code, campaign: campaign.code };
			await runAgent(world, version, tool, input, ({ answer }) => {
				assert.match(answer, /rejected[^]*reads “\$json”, which the model can change/);
				assert.match(answer, /node’s name/);
			});
			assert.equal(world.simulator.requests.length, 0);
		}),

		...inEachVersion('a rejected lead, in words', async (world, version) => {
			const bad = { ...lead, Target_Phone_Number: 'later' };
			await runAgent(world, version, addTool(world), bad, ({ answer }) => {
				assert.match(answer, /"status":"rejected"/);
				assert.match(answer, /The phone number was not accepted/);
				assert.match(answer, /0501234567/);
			});
			assert.equal(campaignOf(world).pending.size, 0);
		}),

		...inEachVersion('a lead is not sent again after a lost answer', async (world, version) => {
			world.simulator.setFaults(lostAnswers);
			const tool = addTool(world, {}, retryOnFail);
			await runAgent(world, version, tool, lead, ({ answer }) => {
				assert.match(answer, /"status":"unknown"[^]*Do not send it again/);
			});
			const sent = world.simulator.requests.filter(({ method }) => method === 'AddCall');
			assert.equal(sent.length, 1);
		}),
	]),

	'AI Agent 2.2: Add Many returns an error and sends nothing': async (world) => {
		const tool = addTool(world, { operation: 'addMany' });
		await runAgent(world, 2.2, tool, lead, ({ answer }) => {
			assert.match(answer, /Add Many cannot run as a tool here/);
			assert.match(answer, /“Add”/);
		});
		assert.equal(world.simulator.requests.length, 0);
	},

	'AI Agent 3: Add Many adds one lead per call, and each key once in all executions': async (
		world,
	) => {
		const options = { maxRetries: 0, idempotencyKey: addParameters(world).target };
		const tool = addTool(world, { operation: 'addMany', options });
		const statuses: unknown[] = [];
		for (let run = 0; run < 2; run++) {
			await runAgent(world, 3, tool, lead, ({ answer }) => {
				const [verdict] = JSON.parse(answer) as Array<Record<string, unknown>>;
				statuses.push(verdict.status);
			});
		}
		assert.deepEqual(statuses, ['added', 'skipped']);
		assert.deepEqual(
			world.simulator.requests.map(({ method }) => method),
			['AddCallsBulk'],
		);
		assert.equal(campaignOf(world).pending.size, 1);
	},
};
