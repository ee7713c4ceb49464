import type {
	EngineResponse,
	IDataObject,
	IExecuteFunctions,
	INode,
	INodeExecutionData,
	INodeParameters,
	INodeType,
	NodeOutput,
	Workflow,
} from 'n8n-workflow';
import { core, loadNatively, toNative, toStored, workflowPackage } from './n8n';
import {
	additionalDataFor,
	dialerNodeType,
	nodeTypesFor,
	savedCredential,
	startType,
	toolType,
	type Credential,
} from './workflow';

const toolName = 'Add call';

export interface ToolSetup {
	readonly parameters: INodeParameters;
	/** What the model sends. */
	readonly args: IDataObject;
	/** The item that the agent works on. */
	readonly item?: IDataObject;
	/** Settings of the tool node. */
	readonly node?: Partial<Pick<INode, 'onError' | 'retryOnFail' | 'maxTries' | 'waitBetweenTries'>>;
	readonly credential?: Credential;
}

/** A field that the model fills, as n8n's editor writes it. */
export const fromAi = (key: string, type = 'string', description = ''): string =>
	`={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('${key}', \`${description}\`, '${type}') }}`;

/** Start → a node that uses tools, with the dialer as its tool. */
function toolWorkflow(
	{ parameters, item = {}, node }: ToolSetup,
	user: { readonly type: string; readonly nodeType?: INodeType },
): Workflow {
	const place = { typeVersion: 1, position: [0, 0] as [number, number] };
	const others = user.nodeType ? { [user.type]: user.nodeType } : {};
	return new workflowPackage.Workflow({
		id: 'workflow',
		active: false,
		settings: toNative({ executionOrder: 'v1' }),
		nodeTypes: nodeTypesFor(toNative([{ json: item }]), false, others),
		nodes: toNative([
			{ ...place, id: 'start', name: 'Start', type: startType, parameters: {} },
			{ ...place, id: 'user', name: 'User', type: user.type, parameters: {} },
			{
				...place,
				...node,
				id: 'tool',
				name: toolName,
				type: toolType,
				parameters,
				credentials: savedCredential,
			},
		]),
		connections: toNative({
			Start: { main: [[{ node: 'User', type: 'main', index: 0 }]] },
			[toolName]: { ai_tool: [[{ node: 'User', type: 'ai_tool', index: 0 }]] },
		}),
	});
}

const { makeHandleToolInvocation } = loadNatively<
	typeof import('n8n-core/dist/execution-engine/node-execution-context/utils/get-input-connection-data')
>('n8n-core/dist/execution-engine/node-execution-context/utils/get-input-connection-data');

export const mcpServerTrigger = '@n8n/n8n-nodes-langchain.mcpTrigger';
export const agentBefore3 = '@n8n/n8n-nodes-langchain.agent';

/**
 * Uses the tool as the MCP Server Trigger and the AI Agent node before version 3 do: n8n calls the
 * node's routing directly. @returns a text, or an error
 */
export async function callTool(
	caller: string,
	setup: ToolSetup,
): Promise<{ text?: string; error?: Error }> {
	const workflow = toolWorkflow(setup, { type: caller });
	const node = workflow.getNode(toolName) as INode;
	const user = workflow.getNode('User') as INode;
	const input: INodeExecutionData[] = toNative([{ json: setup.item ?? {} }]);
	const runExecutionData = workflowPackage.createRunExecutionData({});
	const executeData = { node: user, data: { main: [input] }, source: null };
	const invoke = makeHandleToolInvocation(
		(runIndex) =>
			new core.SupplyDataContext(
				workflow,
				node,
				additionalDataFor(setup),
				'webhook',
				runExecutionData,
				runIndex,
				input,
				{},
				'ai_tool',
				executeData,
				[],
				undefined,
				user,
			),
		node,
		dialerNodeType(),
		runExecutionData,
	);
	try {
		return { text: (await invoke(toNative(setup.args))) as string };
	} catch (error) {
		return { error: error as Error };
	}
}

const agentType = 'test.agent';

/** Has the engine run the tool once. @returns the result */
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
 * other. @returns the items that the agent reads
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
