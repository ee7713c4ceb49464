import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { waitUntil } from '../machine/waitUntil';
import type { Workflow, WorkflowNode } from '../n8n/Workflow';
import { connectTools } from './toolNode';
import type { World } from './World';

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

/** The protocol's own client, connected to an MCP Server Trigger with these tools. */
export async function withMcpClient(
	{ editor, n8n }: World,
	tools: readonly WorkflowNode[],
	use: (client: Client) => Promise<void>,
): Promise<void> {
	const workflow = await editor.saveWorkflow(serverWith(tools));
	await editor.activateWorkflow(workflow);
	const client = await waitUntil(
		'The MCP server is there',
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
