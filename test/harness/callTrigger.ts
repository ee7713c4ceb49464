import type {
	IDataObject,
	IHookFunctions,
	INode,
	INodeExecutionData,
	INodeParameters,
	IWebhookFunctions,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { core, loadNatively, toNative, workflowPackage } from './n8n';
import { additionalDataFor } from './workflow';

const { VoicenterDialerTrigger } = loadNatively<
	typeof import('../../nodes/VoicenterDialer/VoicenterDialerTrigger.node')
>('nodes/VoicenterDialer/VoicenterDialerTrigger.node.ts');

export interface Delivery {
	readonly method?: 'GET' | 'POST';
	/** The body on the wire. */
	readonly body?: string;
	readonly query?: Record<string, string>;
	readonly headers?: Record<string, string>;
	readonly ip?: string;
	/** n8n's error for an unreadable body. */
	readonly bodyError?: Error;
}

export interface Reply {
	readonly status: number;
	readonly headers: Record<string, string>;
	readonly body: unknown;
}

export interface N8nPart {
	readonly mode?: WorkflowExecuteMode;
	/** The rest of the workflow. @returns the first item of its last node */
	readonly run?: (items: INodeExecutionData[]) => Promise<IDataObject>;
	readonly cannotStart?: boolean;
}

/** Behaves like Express: `json` calls `send`, and no header can be set after the body. */
class Response {
	headersSent = false;
	statusCode = 200;
	readonly headers: Record<string, string> = {};
	readonly done: Promise<Reply>;
	private answer: (reply: Reply) => void = () => {};

	constructor() {
		this.done = new Promise((resolve) => (this.answer = resolve));
	}

	status(code: number): this {
		this.statusCode = code;
		return this;
	}

	setHeader(name: string, value: string): this {
		if (this.headersSent) throw new Error('ERR_HTTP_HEADERS_SENT');
		this.headers[name.toLowerCase()] = value;
		return this;
	}

	json(body: unknown): this {
		this.setHeader('Content-Type', 'application/json');
		return this.send(JSON.stringify(body));
	}

	send(body: string): this {
		if (this.headersSent) throw new Error('ERR_HTTP_HEADERS_SENT');
		this.headersSent = true;
		const { statusCode: status, headers } = this;
		this.answer({ status, headers, body: JSON.parse(body) });
		return this;
	}
}

const nodeType = new VoicenterDialerTrigger();

const nodeTypes = {
	getByName: () => nodeType,
	getByNameAndVersion: () => nodeType,
	getKnownTypes: () => ({}),
};

let workflows = 0;

/** An active workflow that begins with the trigger, on n8n's own contexts. */
export class TriggerUnderTest {
	/** How often the credential was read. */
	credentialReads = 0;

	/** The first item of each execution. */
	readonly started: IDataObject[] = [];

	private readonly id = `workflow${++workflows}`;

	constructor(
		private readonly parameters: INodeParameters = {},
		private readonly secret?: Record<string, string>,
	) {}

	/** What n8n does when the workflow is switched on. */
	async activate(): Promise<void> {
		const { workflow, node, additionalData } = this.parts();
		const context = new core.HookContext(workflow, node, additionalData, 'webhook', 'activate');
		await nodeType.webhookMethods.default.create.call(context as IHookFunctions);
	}

	/** A short form of what n8n does with a request. */
	async deliver(delivery: Delivery, n8n: N8nPart = {}): Promise<Reply> {
		const response = new Response();
		const { workflow, node, additionalData } = this.parts();
		const { method = 'POST', body = '', query = {}, headers = {}, ip, bodyError } = delivery;
		const request = {
			method,
			query,
			headers,
			ip,
			rawBody: bodyError ? undefined : Buffer.from(body),
			readRawBody: async () => {
				if (bodyError) throw bodyError;
			},
		};
		Object.assign(additionalData, { httpRequest: request, httpResponse: response });
		const { mode = 'webhook' } = n8n;
		const [description] = nodeType.description.webhooks ?? [];
		const context = new core.WebhookContext(
			workflow,
			node,
			additionalData,
			mode,
			{ webhookDescription: description } as ConstructorParameters<typeof core.WebhookContext>[4],
			[],
			null,
		);
		const responseMode = workflow.expression.getSimpleParameterValue(
			node,
			description.responseMode,
			mode,
			{},
		);
		const result = await nodeType.webhook.call(context as IWebhookFunctions);
		const { workflowData, noWebhookResponse, webhookResponse } = result;
		if (workflowData && !n8n.cannotStart) this.started.push(workflowData[0][0].json);
		if (noWebhookResponse) return await response.done;
		void this.answer(response, async () => {
			if (!workflowData) return webhookResponse as IDataObject;
			if (n8n.cannotStart) throw new Error('No database');
			const item = await (n8n.run ?? (async () => ({})))(workflowData[0]);
			return responseMode === 'lastNode' ? item : { message: 'Workflow was started' };
		});
		return await response.done;
	}

	private async answer(response: Response, work: () => Promise<IDataObject>): Promise<void> {
		let body: IDataObject;
		try {
			body = await work();
		} catch {
			response.status(500);
			body = { message: 'Error in workflow' };
		}
		response.setHeader('Content-Security-Policy', 'sandbox');
		response.json(body);
	}

	private parts() {
		const node: INode = {
			id: 'trigger',
			name: 'Trigger',
			type: 'trigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: this.parameters,
			credentials: { voicenterDialerWebhookApi: { id: '1', name: 'Secret' } },
		};
		const workflow = new workflowPackage.Workflow({
			id: this.id,
			active: true,
			nodeTypes,
			nodes: toNative([node]),
			connections: {},
		});
		const additionalData = additionalDataFor({ parameters: {} });
		const { secret } = this;
		Object.assign(additionalData.credentialsHelper, {
			getDecrypted: async () => {
				this.credentialReads++;
				if (!secret) throw new Error('The credential is gone');
				return toNative(secret);
			},
		});
		return { workflow, node: workflow.nodes.Trigger, additionalData };
	}
}
