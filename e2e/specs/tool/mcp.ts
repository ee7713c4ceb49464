import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import assert from 'node:assert/strict';
import { waitUntil } from '../../machine/processes';
import type { Workflow, WorkflowNode } from '../../n8n/workflows';
import { accountCode, type Specs, type World } from '../../world/openWorld';
import { byCode } from '../../world/runNode';
import {
	addParameters,
	assertAddedOnce,
	campaignOf,
	connectTools,
	fromAi,
	lead,
	lostAnswers,
	retryOnFail,
	toolNode,
} from './tools';

interface ToolAnswer {
	readonly text: string;
	readonly isError: boolean;
}

async function call(
	client: Client,
	name: string,
	args: Record<string, unknown>,
): Promise<ToolAnswer> {
	const { content, isError } = await client.callTool({ name, arguments: args });
	const [part, ...others] = content as Array<{ type: string; text: string }>;
	assert.deepEqual(others, []);
	assert.ok(!part.text.includes(accountCode), 'the response shows the account code');
	return { text: part.text, isError: isError === true };
}

const addTool = (world: World, settings?: Record<string, unknown>) =>
	toolNode(world, 'Add call', addParameters(world), settings);

export const mcp: Specs = {
	'MCP: a client lists the tools': async (world) => {
		const campaign = byCode(campaignOf(world).code);
		const tools = [
			addTool(world),
			toolNode(world, 'Clear calls', { resource: 'campaign', operation: 'clearCalls', campaign }),
			toolNode(world, 'Waiting calls', {
				resource: 'call',
				operation: 'getAll',
				campaign,
				limit: fromAi('Limit', 'How many', 'number'),
			}),
		];
		await withMcpClient(world, tools, async (client) => {
			const listed = (await client.listTools()).tools;
			const descriptions = Object.fromEntries(
				listed.map(({ name, description }) => [name, description]),
			);
			assert.deepEqual(descriptions, {
				Add_call: 'Add call to campaign in Voicenter Dialer',
				Clear_calls: 'Permanently clear all waiting calls of campaign in Voicenter Dialer',
				Waiting_calls: 'Get many calls waiting in campaign in Voicenter Dialer',
			});
			const schemas = Object.fromEntries(
				listed.map(({ name, inputSchema }) => [name, inputSchema.properties]),
			);
			assert.deepEqual(schemas.Clear_calls, {});
			assert.deepEqual(schemas.Waiting_calls, {
				Limit: { type: 'number', description: 'How many' },
			});
			assert.deepEqual(Object.keys(schemas.Add_call ?? {}).sort(), Object.keys(lead).sort());
			assert.deepEqual(schemas.Add_call?.Target_Phone_Number, {
				type: 'string',
				description: 'Phone number, digits only, such as 0501234567',
			});
		});
		assert.equal(world.simulator.requests.length, 0);
	},

	'MCP: a client adds a call with text values': async (world) => {
		await withMcpClient(world, [addTool(world)], async (client) => {
			const { text, isError } = await call(client, 'Add_call', lead);
			assert.equal(isError, false);
			assert.deepEqual(JSON.parse(text), [
				{
					campaign: campaignOf(world).code,
					target: '972505550199',
					status: 'added',
					errorCode: 0,
					description: 'OK',
				},
			]);
		});
		assertAddedOnce(world);
	},

	'MCP: a client cannot override fixed values': async (world) => {
		const [, { code }] = world.simulator.campaigns;
		const more = { campaign: code, Campaign: code, operation: 'remove', query: { campaign: code } };
		await withMcpClient(world, [addTool(world)], async (client) => {
			await call(client, 'Add_call', { ...lead, ...more });
		});
		assertAddedOnce(world);
	},

	'MCP: a rejected lead, in words': async (world) => {
		await withMcpClient(world, [addTool(world)], async (client) => {
			const bad = { ...lead, Target_Phone_Number: 'later' };
			const { text, isError } = await call(client, 'Add_call', bad);
			assert.equal(isError, true);
			assert.match(text, /Status: rejected\. The phone number was not accepted[^]*0501234567/);
			assert.doesNotMatch(text, /\n\s+at /);
			assert.ok(text.length < 400, text);
			const when = { ...lead, Originate_Time: 'tomorrow' };
			assert.match((await call(client, 'Add_call', when)).text, /“Originate Time” is not a date/);
		});
		assert.equal(campaignOf(world).pending.size, 0);
	},

	'MCP: Retry On Fail does not send a lead again after a lost answer': async (world) => {
		world.simulator.setFaults(lostAnswers);
		await withMcpClient(world, [addTool(world, retryOnFail)], async (client) => {
			const { text, isError } = await call(client, 'Add_call', lead);
			assert.equal(isError, true);
			assert.match(text, /Status: unknown\. [^]*Do not send it again/);
		});
		const sent = world.simulator.requests.filter(({ method }) => method === 'AddCall');
		assert.equal(sent.length, 1);
	},

	'MCP: Add Many returns an error and sends nothing': async (world) => {
		const addMany = toolNode(world, 'Add many', addParameters(world, { operation: 'addMany' }));
		await withMcpClient(world, [addMany], async (client) => {
			const { text, isError } = await call(client, 'Add_many', lead);
			assert.equal(isError, true);
			assert.match(text, /Add Many cannot run as a tool here[^]*“Add”/);
		});
		assert.equal(world.simulator.requests.length, 0);
	},
};

const trigger = 'Dialer tools';
const path = 'dialer';
const timeoutMs = 30_000;

const serverWith = (tools: readonly WorkflowNode[]): Workflow => ({
	name: 'Tools over MCP',
	nodes: [
		{
			id: 'mcp',
			name: trigger,
			type: '@n8n/n8n-nodes-langchain.mcpTrigger',
			typeVersion: 2,
			position: [0, 0],
			webhookId: '6b1f1c0e-7d0e-4a55-9b0c-1d8f6a1f0901',
			parameters: { authentication: 'none', path },
		},
		...tools,
	],
	connections: connectTools(tools, trigger),
	settings: { executionOrder: 'v1', timezone: 'Asia/Jerusalem' },
});

/** The official MCP client, connected to an MCP Server Trigger with these tools. */
async function withMcpClient(
	{ editor, n8n }: World,
	tools: readonly WorkflowNode[],
	use: (client: Client) => Promise<void>,
): Promise<void> {
	const workflow = await editor.saveWorkflow(serverWith(tools));
	await editor.activateWorkflow(workflow);
	const client = await waitUntil(
		'Waiting for the MCP server',
		async () => await connect(`${n8n.url}/mcp/${path}`),
		timeoutMs,
	);
	try {
		await use(client);
	} finally {
		await client.close();
		await editor.deactivateWorkflow(workflow);
	}
}

async function connect(url: string): Promise<Client | undefined> {
	const client = new Client({ name: 'e2e', version: '1.0.0' });
	try {
		await client.connect(new StreamableHTTPClientTransport(new URL(url)));
		return client;
	} catch {
		return undefined;
	}
}
