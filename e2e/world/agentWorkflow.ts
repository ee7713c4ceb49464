import type { SavedCredential } from '../n8n/Editor';
import type { Workflow, WorkflowNode } from '../n8n/Workflow';
import { givenItems } from './givenItems';
import { connectTools } from './toolNode';

export const agent = 'Agent';

interface AgentOptions {
	readonly version: number;
	readonly model: SavedCredential;
	readonly tools: readonly WorkflowNode[];
	/** What the agent gets. */
	readonly items: ReadonlyArray<Record<string, unknown>>;
}

const to = (node: string, type = 'main') => [[{ node, type, index: 0 }]];

/** A button, some items, an AI Agent with a chat model and tools. */
export const agentWorkflow = ({ version, model, tools, items }: AgentOptions): Workflow => ({
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
