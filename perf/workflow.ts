import type { SavedCredential } from '../e2e/n8n/EditorApi';
import {
	credentialType,
	nodeType,
	triggerType,
	type Workflow,
	type WorkflowNode,
} from '../e2e/n8n/workflows';
import { byCode } from '../e2e/world/runNode';

export const start: WorkflowNode = {
	name: 'Start',
	type: 'n8n-nodes-base.manualTrigger',
	typeVersion: 1,
};

export const noOp: WorkflowNode = {
	name: 'Next',
	type: 'n8n-nodes-base.noOp',
	typeVersion: 1,
};

/** Each node is connected to the next. */
export const linearWorkflow = (name: string, nodes: readonly WorkflowNode[]): Workflow => ({
	name,
	nodes: nodes.map((node, index) => ({
		id: String(index),
		position: [200 * index, 0],
		parameters: {},
		...node,
	})),
	connections: Object.fromEntries(
		nodes
			.slice(0, -1)
			.map((node, index) => [
				node.name,
				{ main: [[{ node: nodes[index + 1].name, type: 'main', index: 0 }]] },
			]),
	),
	settings: { executionOrder: 'v1', timezone: 'Asia/Jerusalem' },
});

export const dialer = 'Voicenter Dialer';

const mappedFields = {
	target: '={{ $json.phone }}',
	specifyCustomVariables: 'keyValue',
	customVariables: {
		variable: [
			{ name: 'lead_id', value: '={{ $json.lead_id }}' },
			{ name: 'product', value: '={{ $json.product }}' },
		],
	},
};

const additionalFields = {
	callerId: '={{ $json.callerId }}',
	customerName: '={{ $json.customerName }}',
	priority: '={{ $json.priority }}',
	originateTime: '={{ $json.callAfter }}',
};

const operationParameters = {
	add: { ...mappedFields, additionalFields },
	addMany: {
		...mappedFields,
		additionalFields: { ...additionalFields, callerName: '={{ $json.callerName }}' },
	},
	getAll: { returnAll: true },
};

/** The dialer node with all fields of its operation mapped. */
export const dialerNode = (
	credential: SavedCredential,
	operation: keyof typeof operationParameters,
	campaign: string,
	options: Record<string, unknown> = {},
): WorkflowNode => ({
	name: dialer,
	type: nodeType,
	typeVersion: 1,
	parameters: {
		resource: 'call',
		operation,
		campaign: byCode(campaign),
		...operationParameters[operation],
		options,
	},
	credentials: { [credentialType]: { ...credential } },
});

/** One item for each row of the file. */
export const csvNodes = (file: string): WorkflowNode[] => [
	{
		name: 'Read file',
		type: 'n8n-nodes-base.readWriteFile',
		typeVersion: 1.1,
		parameters: { operation: 'read', fileSelector: file, options: {} },
	},
	{
		name: 'Leads',
		type: 'n8n-nodes-base.extractFromFile',
		typeVersion: 1.1,
		parameters: { operation: 'csv', options: {} },
	},
];

export const httpRequest = 'HTTP Request';

export interface HttpRequestOptions {
	/** The number of requests that start at once. */
	readonly batch?: number;
}

export const httpRequestNode = (
	url: string,
	body: Record<string, unknown>,
	{ batch }: HttpRequestOptions = {},
): WorkflowNode => ({
	name: httpRequest,
	type: 'n8n-nodes-base.httpRequest',
	typeVersion: 4.2,
	parameters: {
		method: 'POST',
		url,
		sendBody: true,
		contentType: 'json',
		...body,
		options: batch ? { batching: { batch: { batchSize: batch, batchInterval: 1 } } } : {},
	},
});

/** The whole body in one expression. */
export const jsonBody = (expression: string) => ({ specifyBody: 'json', jsonBody: expression });

/** The body as separate fields, which is the HTTP Request node's default. */
export const fieldsBody = (fields: Readonly<Record<string, string>>) => ({
	specifyBody: 'keypair',
	bodyParameters: {
		parameters: Object.entries(fields).map(([name, value]) => ({ name, value })),
	},
});

export const webhook = 'Webhook';

/** n8n's own. With `lastNode` it answers at the end of the workflow, with the last output. */
export const webhookNode = (
	path: string,
	{ typeVersion = 2, responseMode = 'onReceived' as 'onReceived' | 'lastNode' } = {},
): WorkflowNode => ({
	name: webhook,
	type: 'n8n-nodes-base.webhook',
	typeVersion,
	webhookId: path,
	parameters: { httpMethod: 'POST', path, responseMode, options: {} },
});

export const triggerNode = (webhookId: string): WorkflowNode => ({
	name: 'Call ended',
	type: triggerType,
	typeVersion: 1,
	webhookId,
	parameters: {},
});

/** A sub-workflow whose executions n8n does not save. It returns one item, so that its caller has few. */
export function subWorkflow(name: string, nodes: readonly WorkflowNode[]): Workflow {
	const called: WorkflowNode = {
		name: 'Called',
		type: 'n8n-nodes-base.executeWorkflowTrigger',
		typeVersion: 1.1,
		parameters: { inputSource: 'passthrough' },
	};
	const one: WorkflowNode = {
		name: 'One item',
		type: 'n8n-nodes-base.limit',
		typeVersion: 1,
		parameters: { maxItems: 1 },
	};
	const flow = linearWorkflow(name, [called, ...nodes, one]);
	return { ...flow, settings: { ...flow.settings, saveDataSuccessExecution: 'none' } };
}

export const callNode = (name: string, workflowId: string): WorkflowNode => ({
	name,
	type: 'n8n-nodes-base.executeWorkflow',
	typeVersion: 1.2,
	parameters: { source: 'database', workflowId: byCode(workflowId), mode: 'once', options: {} },
});
