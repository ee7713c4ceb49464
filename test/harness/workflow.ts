import type {
	IBinaryKeyData,
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

/** Only the credential contains it. Anywhere else, it has leaked. */
export const accountCode = 'S3cr3t/Code+of=the account&ü';

export type Credential = Partial<
	Record<'baseUrl' | 'sendAccountCode' | 'monitorUrl' | 'previousAccountCode', string> & {
		/** A number if a program has saved it. */
		accountCode: string | number;
	}
>;

/** The credential's data as n8n returns it: the saved values, and defaults for the rest. */
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

/** n8n's helper between a node and its credential, with the credential's own `authenticate`. */
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
/** The node's tool variant in n8n, which differs only in its description. */
export const toolType = `${dialerType}Tool`;

/** The node from n8n's registry, where a declarative node gets its `execute`. */
export function dialerNodeType(): INodeType {
	const nodeType: INodeType = new VoicenterDialer();
	nodeType.execute = async function (this: IExecuteFunctions) {
		const context = this as ConstructorParameters<typeof core.RoutingNode>[0];
		return (await new core.RoutingNode(context, nodeType).runNode()) ?? [];
	};
	return nodeType;
}

/** Takes the place of a trigger and returns the items. */
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

/** To run a node as a tool, n8n only calls `execute`. */
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
	/** As in a saved workflow. n8n fills in the defaults. */
	readonly parameters: INodeParameters;
	/** One `json` for each input item. */
	readonly items?: readonly object[];
	/** The files of each input item. */
	readonly binary?: IBinaryKeyData;
	/** Values of the node's settings tab. */
	readonly node?: Partial<Pick<INode, 'onError' | 'retryOnFail' | 'maxTries' | 'waitBetweenTries'>>;
	readonly timezone?: string;
	readonly credential?: Credential;
	/** No credential is selected. */
	readonly hasNoCredential?: boolean;
	/** What n8n keeps of the workflow between production executions. It is changed. */
	readonly staticData?: IDataObject;
	/** Runs only the node's routing, as n8n does for an AI tool. */
	readonly isTool?: boolean;
}

/** Start → Voicenter Dialer. */
export function workflowOf({
	parameters,
	items = [{}],
	binary,
	node,
	timezone,
	hasNoCredential,
	isTool,
	staticData,
}: WorkflowSetup): Workflow {
	const input: INodeExecutionData[] = items.map((json) => ({
		json: json as IDataObject,
		...(binary && { binary }),
	}));
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
