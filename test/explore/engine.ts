import type {
	ICredentialsHelper,
	ICredentialType,
	IExecuteFunctions,
	IHttpRequestOptions,
	INode,
	INodeExecutionData,
	INodeParameters,
	INodeType,
	IRun,
	IWorkflowExecuteAdditionalData,
	Workflow,
} from 'n8n-workflow';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { instanceUrls, prepareRetry } from '../harness/execution';
import type { Bundle } from './bundle';
import type { KeyStore } from './keyStore';
import type { Reply, SocketError } from './outcomes';
import { never, type Process } from './world';

process.env.N8N_LOG_LEVEL ??= 'silent';

const nativeRequire = createRequire(resolve(__dirname, '../../package.json'));
const core = nativeRequire('n8n-core') as typeof import('n8n-core');
const workflowPackage = nativeRequire('n8n-workflow') as typeof import('n8n-workflow');
const coreRequire = createRequire(nativeRequire.resolve('n8n-core'));

interface AxiosConfig {
	readonly url?: string;
	readonly baseURL?: string;
	readonly data?: unknown;
	readonly params?: unknown;
	readonly timeout?: number;
	readonly headers: { get(name: string): unknown };
	readonly validateStatus?: ((status: number) => boolean) | null;
}

interface AxiosErrorClass {
	new (
		message: string,
		code: string,
		config: AxiosConfig,
		request: object,
		response?: object,
	): Error;
	from(error: Error, code: undefined, config: AxiosConfig, request: object): Error;
}

interface Axios {
	readonly defaults: { adapter: (config: AxiosConfig) => Promise<object> };
	readonly AxiosError: AxiosErrorClass;
}

const axios = (coreRequire('axios') as { default: Axios }).default;

/** The environment of the executions of one history. */
export interface Surroundings {
	readonly answer: (process: Process, method: string, body: unknown) => Promise<Reply>;
	readonly store: KeyStore;
	readonly after: (ms: number, callback: () => void) => void;
}

const processHeader = 'x-explorer-process';
const dialerType = 'n8n-nodes-voicenter-dialer.voicenterDialer';
export const dialerName = 'Dialer';

/** The saved dialer node. */
export interface SavedNode {
	readonly parameters: INodeParameters;
	readonly settings: Partial<INode>;
}

/** The node's code in one n8n process, with n8n's node type. */
export interface Instance {
	readonly type: INodeType;
	readonly workflows: Map<SavedNode, Workflow>;
}

/** n8n's own engine with the shipped node, isolated from network, clock and database. */
export class Engine {
	private readonly credential: ICredentialType;

	private readonly idle: Instance[] = [];

	private surroundings?: Surroundings;

	private readonly processes = new Map<string, Process>();

	private readonly processOfWorkflow = new WeakMap<object, Process>();

	constructor(private readonly bundle: Bundle) {
		// Both take more time than everything else, and are not needed here.
		Error.stackTraceLimit = 0;
		workflowPackage.LoggerProxy.init({ error: noLog, warn: noLog, info: noLog, debug: noLog });
		this.credential = bundle.loadCredential();
		axios.defaults.adapter = async (config) => await this.request(config);
		const deduplication = core.DataDeduplicationService;
		Reflect.set(deduplication, 'instance', undefined);
		const store = () => this.around().store;
		void deduplication.init({
			checkProcessedAndRecord: async (...args) => await store().checkProcessedAndRecord(...args),
			removeProcessed: async (...args) => await store().removeProcessed(...args),
			clearAllProcessedItems: async (scope, context) =>
				await store().clearAllProcessedItems(scope, context),
			getProcessedDataCount: async (...args) => await store().getProcessedDataCount(...args),
		});
	}

	enter(surroundings: Surroundings): void {
		this.surroundings = surroundings;
		this.processes.clear();
	}

	/** The node's code in a new process. */
	takeInstance(): Instance {
		return this.idle.pop() ?? { type: this.loadType(), workflows: new Map() };
	}

	/** Reuses the code for another history. Not safe while something of the last one may be running. */
	giveBack(instance: Instance): void {
		this.idle.push(instance);
	}

	async run(
		process: Process,
		instance: Instance,
		node: SavedNode,
		items: readonly object[],
	): Promise<IRun> {
		const workflow = this.workflowFor(process, instance, node);
		const input = items.map((json) => ({ json })) as INodeExecutionData[];
		const given = { name: dialerName, data: { data: { main: [input] } } };
		type Trigger = Parameters<InstanceType<typeof core.WorkflowExecute>['run']>[4];
		return await new core.WorkflowExecute(this.additionalData(process), 'trigger').run(
			workflow,
			workflow.nodes[dialerName],
			undefined,
			undefined,
			given as unknown as Trigger,
		);
	}

	/** Retry in the executions list, as in n8n's server, with the currently saved node. */
	async retry(process: Process, instance: Instance, node: SavedNode, failed: IRun): Promise<IRun> {
		const workflow = this.workflowFor(process, instance, node);
		const data = prepareRetry(JSON.parse(JSON.stringify(failed)) as IRun, workflow);
		return await new core.WorkflowExecute(
			this.additionalData(process),
			'retry',
			data,
		).processRunExecutionData(workflow);
	}

	processOf(workflow: object): Process {
		const found = this.processOfWorkflow.get(workflow);
		if (found === undefined) throw new Error('A workflow without a process');
		return found;
	}

	private around(): Surroundings {
		if (this.surroundings === undefined) throw new Error('No history is running');
		return this.surroundings;
	}

	/** The node from n8n's registry, where a declarative node gets its `execute`. */
	private loadType(): INodeType {
		const type = this.bundle.loadNode();
		type.execute = async function (this: IExecuteFunctions) {
			const context = this as ConstructorParameters<typeof core.RoutingNode>[0];
			return (await new core.RoutingNode(context, type).runNode()) ?? [];
		};
		return type;
	}

	private workflowFor(process: Process, { type, workflows }: Instance, node: SavedNode): Workflow {
		const known = workflows.get(node);
		const workflow = known ?? this.workflowOf(type, node);
		workflows.set(node, workflow);
		this.processOfWorkflow.set(workflow, process);
		return workflow;
	}

	private workflowOf(type: INodeType, { parameters, settings }: SavedNode): Workflow {
		return new workflowPackage.Workflow({
			id: 'workflow',
			active: false,
			settings: { executionOrder: 'v1' },
			nodeTypes: {
				getByName: () => type,
				getByNameAndVersion: () => type,
				getKnownTypes: () => ({}),
			},
			nodes: [
				{
					...settings,
					id: 'dialer',
					name: dialerName,
					type: dialerType,
					typeVersion: 1,
					position: [0, 0],
					parameters: structuredClone(parameters),
					credentials: { [this.credential.name]: { id: '1', name: 'Voicenter' } },
				},
			],
			connections: {},
		});
	}

	private additionalData(process: Process): IWorkflowExecuteAdditionalData {
		this.processes.set(process.name, process);
		const { credential } = this;
		const defaults = credential.properties.map(({ name, default: value }) => [name, value]);
		const helper: Partial<ICredentialsHelper> = {
			getParentTypes: () => [],
			getCredentialsProperties: () => credential.properties,
			getDecrypted: async () => ({ ...Object.fromEntries(defaults), accountCode: 'code' }),
			preAuthentication: async () => undefined,
			authenticate: async (data, _type, request) => {
				if (typeof credential.authenticate !== 'function') return request as IHttpRequestOptions;
				const signed = await credential.authenticate(data, request as IHttpRequestOptions);
				return { ...signed, headers: { ...signed.headers, [processHeader]: process.name } };
			},
		};
		const data: Partial<IWorkflowExecuteAdditionalData> = {
			credentialsHelper: helper as ICredentialsHelper,
			hooks: new core.ExecutionLifecycleHooks('trigger', process.name, workflowData),
			executionId: process.name,
			currentNodeExecutionIndex: 0,
			variables: {},
			...instanceUrls,
			setExecutionStatus: () => {},
		};
		return data as IWorkflowExecuteAdditionalData;
	}

	/** Replaces the network below axios. Its errors are those of Node and axios. */
	private async request(config: AxiosConfig): Promise<object> {
		const process = this.processes.get(String(config.headers.get(processHeader)));
		if (process === undefined) return await never();
		const { answer, after } = this.around();
		const path = new URL(config.url ?? '', config.baseURL).pathname;
		const method = path.slice(path.lastIndexOf('/') + 1);
		const body = typeof config.data === 'string' ? (JSON.parse(config.data) as unknown) : {};
		const reply = await answer(process, method, body);
		if (reply === 'late') {
			const ms = config.timeout ?? 0;
			await new Promise<void>((done) => after(ms, done));
			throw new axios.AxiosError(`timeout of ${ms}ms exceeded`, 'ECONNABORTED', config, {});
		}
		if ('code' in reply) {
			throw axios.AxiosError.from(socketError(reply), undefined, config, {});
		}
		const { status, body: data, headers = {} } = reply;
		const response = { status, statusText: '', headers, data, config, request: {} };
		if (!config.validateStatus || config.validateStatus(status)) return response;
		const code = status >= 500 ? 'ERR_BAD_RESPONSE' : 'ERR_BAD_REQUEST';
		throw new axios.AxiosError(
			`Request failed with status code ${status}`,
			code,
			config,
			{},
			response,
		);
	}
}

const noLog = (): void => {};

const socketError = ({ message, ...details }: SocketError): Error =>
	Object.assign(new Error(message), details);

const workflowData: ConstructorParameters<typeof core.ExecutionLifecycleHooks>[2] = {
	id: 'workflow',
	name: 'Test',
	active: false,
	isArchived: false,
	nodes: [],
	connections: {},
	createdAt: new Date(0),
	updatedAt: new Date(0),
	activeVersionId: null,
};
