import type {
	EngineResponse,
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	NodeOutput,
} from 'n8n-workflow';
import { core, toStored } from './n8n';
import { toolName, toolWorkflow, type ToolSetup } from './toolWorkflow';
import { additionalDataFor } from './workflow';

const agentType = 'test.agent';

/** Has the engine run the tool once, and gives out what came of it. */
const agentOf = (input: IDataObject): INodeType => ({
	description: {
		displayName: 'Agent',
		name: agentType,
		group: [],
		version: 1,
		description: '',
		defaults: { name: 'Agent' },
		inputs: ['main'],
		outputs: ['main'],
		properties: [],
	},
	async execute(this: IExecuteFunctions, response?: EngineResponse): Promise<NodeOutput> {
		const [answered] = response?.actionResponses ?? [];
		if (answered !== undefined) return [answered.data.data?.ai_tool?.[0] ?? []];
		const call = { nodeName: toolName, input, type: 'ai_tool' as const, id: 'call_1' };
		return {
			actions: [{ actionType: 'ExecutionNodeAction', ...call, metadata: { itemIndex: 0 } }],
			metadata: {},
		};
	},
});

/**
 * Uses the tool as the AI Agent node does from version 3 on: n8n's engine runs the node as it runs any
 * other. Gives the items that the agent gets to read.
 */
export async function runAgent(
	setup: ToolSetup,
): Promise<{ items: IDataObject[]; error?: Error; stored: string }> {
	const workflow = toolWorkflow(setup, { type: agentType, nodeType: agentOf(setup.args) });
	const run = await new core.WorkflowExecute(additionalDataFor(setup), 'trigger').run(
		workflow,
		workflow.getNode('Start') ?? undefined,
	);
	const { runData, error } = run.data.resultData;
	const output: INodeExecutionData[] = toStored(runData.User?.at(-1)?.data?.main?.[0]) ?? [];
	return { items: output.map(({ json }) => json), error, stored: JSON.stringify(run.data) };
}
