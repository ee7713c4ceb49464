import type { IDataObject, INode, INodeParameters, INodeType, Workflow } from 'n8n-workflow';
import { savedCredential, type Credential } from './credential';
import { toNative, workflowPackage } from './n8n';
import { nodeTypesFor, startType, toolType } from './nodeTypes';

export const toolName = 'Add call';

export interface ToolSetup {
	readonly parameters: INodeParameters;
	/** What the model sends. */
	readonly args: IDataObject;
	/** The item that the agent works on. */
	readonly item?: IDataObject;
	/** The tool's settings tab. */
	readonly node?: Partial<Pick<INode, 'onError' | 'retryOnFail' | 'maxTries' | 'waitBetweenTries'>>;
	readonly credential?: Credential;
}

/** A field left to the model, as n8n's editor writes it. */
export const fromAi = (key: string, type = 'string', description = ''): string =>
	`={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('${key}', \`${description}\`, '${type}') }}`;

/** Start → a user of tools, with the dialer as its tool. */
export function toolWorkflow(
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
