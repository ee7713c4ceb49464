import type {
	IDataObject,
	INode,
	INodeExecutionData,
	INodeParameters,
	IWorkflowExecuteAdditionalData,
	Workflow,
} from 'n8n-workflow';
import { credentialsHelper, savedCredential, type Credential } from './credential';
import { instanceUrls } from './instanceUrls';
import { core, toNative, workflowPackage } from './n8n';
import { dialerType, nodeTypesFor, startType } from './nodeTypes';

export const dialerName = 'Dialer';

export interface WorkflowSetup {
	/** As a saved workflow has them; n8n fills in the defaults. */
	readonly parameters: INodeParameters;
	/** One `json` for each input item. */
	readonly items?: readonly object[];
	/** The node's settings tab. */
	readonly node?: Partial<Pick<INode, 'onError' | 'retryOnFail' | 'maxTries' | 'waitBetweenTries'>>;
	readonly timezone?: string;
	readonly credential?: Credential;
	/** Nobody has chosen one. */
	readonly hasNoCredential?: boolean;
	/** Only the node's routing is there, as where n8n runs it as an AI tool. */
	readonly isTool?: boolean;
}

/** Start → Voicenter Dialer. */
export function workflowOf({
	parameters,
	items = [{}],
	node,
	timezone,
	hasNoCredential,
	isTool,
}: WorkflowSetup): Workflow {
	const input: INodeExecutionData[] = items.map((json) => ({ json: json as IDataObject }));
	const place = { typeVersion: 1, position: [0, 0] as [number, number] };
	return new workflowPackage.Workflow({
		id: 'workflow',
		active: false,
		settings: toNative({ executionOrder: 'v1', ...(timezone && { timezone }) }),
		nodeTypes: nodeTypesFor(toNative(input), isTool),
		nodes: toNative([
			{ ...place, id: 'start', name: 'Start', type: startType, parameters: {} },
			{
				...place,
				...node,
				id: 'dialer',
				name: dialerName,
				type: dialerType,
				parameters,
				...(!hasNoCredential && { credentials: savedCredential }),
			},
		]),
		connections: toNative({
			Start: { main: [[{ node: dialerName, type: 'main', index: 0 }]] },
		}),
	});
}

export function additionalDataFor({
	credential,
}: Partial<WorkflowSetup>): IWorkflowExecuteAdditionalData {
	const workflowData = toNative({
		id: 'workflow',
		name: 'Test',
		active: false,
		isArchived: false,
		nodes: [],
		connections: {},
		createdAt: new Date(0),
		updatedAt: new Date(0),
		activeVersionId: null,
	});
	const data: Partial<IWorkflowExecuteAdditionalData> = {
		credentialsHelper: credentialsHelper(credential),
		hooks: new core.ExecutionLifecycleHooks('trigger', 'execution', workflowData),
		executionId: 'execution',
		currentNodeExecutionIndex: 0,
		variables: {},
		...instanceUrls,
		setExecutionStatus: () => {},
	};
	return data as IWorkflowExecuteAdditionalData;
}
