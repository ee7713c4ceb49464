import type {
	ICredentialDataDecryptedObject,
	ICredentialsHelper,
	IDataObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	INode,
	INodeCredentials,
	INodeExecutionData,
	INodeParameters,
	INodeType,
	INodeTypes,
	IVersionedNodeType,
	IWorkflowExecuteAdditionalData,
	Workflow,
} from 'n8n-workflow';
import { instanceUrls } from './execution';
import { core, loadNatively, toNative, workflowPackage } from './n8n';

const { VoicenterDialerApi } = loadNatively<
	typeof import('../../credentials/VoicenterDialerApi.credentials')
>('credentials/VoicenterDialerApi.credentials.ts');

const credentialType = new VoicenterDialerApi();

/** Nothing but the credential holds it, so that wherever else it turns up it has leaked. */
export const accountCode = 'S3cr3t/Code+of=the account&ü';

export type Credential = Partial<
	Record<'baseUrl' | 'sendAccountCode' | 'monitorUrl' | 'previousAccountCode', string> & {
		/** A number where a program has saved it. */
		accountCode: string | number;
	}
>;

/** The credential's data as n8n hands it out: what was saved, the defaults for the rest. */
export const credentialData = (saved: Credential = {}): ICredentialDataDecryptedObject =>
	toNative({
		...Object.fromEntries(
			credentialType.properties.map(({ name, default: value }) => [name, String(value)]),
		),
		accountCode,
		...saved,
	});

export const savedCredential: INodeCredentials = {
	[credentialType.name]: { id: '1', name: 'Voicenter' },
};

/** n8n's part between a node and its credential, with the credential's own `authenticate`. */
const credentialsHelper = (saved?: Credential): ICredentialsHelper => {
	const helper: Partial<ICredentialsHelper> = {
		getParentTypes: () => [],
		getCredentialsProperties: () => credentialType.properties,
		getDecrypted: async () => credentialData(saved),
		preAuthentication: async () => undefined,
		authenticate: async (data, _type, request) =>
			await credentialType.authenticate(data, request as IHttpRequestOptions),
	};
	return helper as ICredentialsHelper;
};

const { VoicenterDialer } = loadNatively<
	typeof import('../../nodes/VoicenterDialer/VoicenterDialer.node')
>('nodes/VoicenterDialer/VoicenterDialer.node.ts');

export const dialerType = 'n8n-nodes-voicenter-dialer.voicenterDialer';
export const startType = 'test.start';
/** What n8n makes of the node for models: the same, but for its description. */
export const toolType = `${dialerType}Tool`;

/** The node as n8n's registry gives it out: a declarative node gets its `execute` there. */
export function dialerNodeType(): INodeType {
	const nodeType: INodeType = new VoicenterDialer();
	nodeType.execute = async function (this: IExecuteFunctions) {
		const context = this as ConstructorParameters<typeof core.RoutingNode>[0];
		return (await new core.RoutingNode(context, nodeType).runNode()) ?? [];
	};
	return nodeType;
}

/** Stands where a trigger would: gives out the items. */
const startNodeType = (items: INodeExecutionData[]): INodeType => ({
	description: {
		displayName: 'Start',
		name: startType,
		group: ['trigger'],
		version: 1,
		description: '',
		defaults: { name: 'Start' },
		inputs: [],
		outputs: ['main'],
		properties: [],
	},
	execute: async () => [items],
});

/** Where n8n runs a node as a tool it calls `execute` alone. */
function asTool(nodeType: INodeType): INodeType {
	delete nodeType.customOperations;
	return nodeType;
}

export function nodeTypesFor(
	items: INodeExecutionData[],
	isTool = false,
	others: Readonly<Record<string, INodeType>> = {},
): INodeTypes {
	const types: Readonly<Record<string, INodeType>> = {
		...others,
		[dialerType]: isTool ? asTool(dialerNodeType()) : dialerNodeType(),
		[toolType]: dialerNodeType(),
		[startType]: startNodeType(items),
	};
	return {
		getByName: (name): INodeType | IVersionedNodeType => types[name],
		getByNameAndVersion: (name) => types[name],
		getKnownTypes: () => ({}),
	};
}

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
	/** What n8n keeps of the workflow between production executions. It is changed. */
	readonly staticData?: IDataObject;
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
	staticData,
}: WorkflowSetup): Workflow {
	const input: INodeExecutionData[] = items.map((json) => ({ json: json as IDataObject }));
	const place = { typeVersion: 1, position: [0, 0] as [number, number] };
	return new workflowPackage.Workflow({
		id: 'workflow',
		active: false,
		staticData,
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
