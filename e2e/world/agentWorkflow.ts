import type { SavedCredential } from '../n8n/Editor';
import type { Workflow, WorkflowNode } from '../n8n/Workflow';
import { connectTools } from './toolNode';

export const agent = 'Agent';

interface AgentOptions {
	readonly version: number;
	readonly model: SavedCredential;
	readonly tools: readonly WorkflowNode[];
	/** The item that the agent gets. */
	readonly item: Record<string, unknown>;
}

const to = (node: string, type = 'main') => [[{ node, type, index: 0 }]];

/** A button, one item, an AI Agent with a chat model and tools. */
export const agentWorkflow = ({ version, model, tools, item }: AgentOptions): Workflow => ({
	name: `AI Agent ${version}`,
	nodes: [
		{
			id: 'start',
			name: 'Start',
			type: 'n8n-nodes-base.manualTrigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		},
		{
			id: 'lead',
			name: 'Lead',
			type: 'n8n-nodes-base.set',
			typeVersion: 3.4,
			position: [200, 0],
			parameters: { mode: 'raw', jsonOutput: JSON.stringify(item), options: {} },
		},
		{
			id: 'agent',
			name: agent,
			type: '@n8n/n8n-nodes-langchain.agent',
			typeVersion: version,
			position: [400, 0],
			parameters: { promptType: 'define', text: 'Have Dana called', options: {} },
		},
		{
			id: 'model',
			name: 'Model',
			type: '@n8n/n8n-nodes-langchain.lmChatOpenAi',
			typeVersion: 1.2,
			position: [300, 200],
			parameters: {
				model: { __rl: true, mode: 'id', value: 'scripted' },
				options: { maxRetries: 0 },
			},
			credentials: { openAiApi: { ...model } },
		},
		...tools,
	],
	connections: {
		Start: { main: to('Lead') },
		Lead: { main: to(agent) },
		Model: { ai_languageModel: to(agent, 'ai_languageModel') },
		...connectTools(tools, agent),
	},
	settings: { executionOrder: 'v1', timezone: 'Asia/Jerusalem' },
});
