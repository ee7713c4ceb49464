import type { INode, INodeExecutionData } from 'n8n-workflow';
import { core, toNative, workflowPackage } from './n8n';
import { loadNatively } from './native';
import { dialerNodeType } from './nodeTypes';
import { toolName, toolWorkflow, type ToolSetup } from './toolWorkflow';
import { additionalDataFor } from './workflow';

const { makeHandleToolInvocation } = loadNatively<
	typeof import('n8n-core/dist/execution-engine/node-execution-context/utils/get-input-connection-data')
>('n8n-core/dist/execution-engine/node-execution-context/utils/get-input-connection-data');

export const mcpServerTrigger = '@n8n/n8n-nodes-langchain.mcpTrigger';
export const agentBefore3 = '@n8n/n8n-nodes-langchain.agent';

/**
 * Uses the tool as the MCP Server Trigger and the AI Agent node before version 3 do: n8n calls the
 * node's routing directly. Gives what the caller gets, a text or an error.
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
