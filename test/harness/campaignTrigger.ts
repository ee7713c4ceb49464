import type {
	IDataObject,
	INodeExecutionData,
	INodeParameters,
	INodeType,
	IPollFunctions,
	IWorkflowBase,
	Workflow,
	WorkflowActivateMode,
} from 'n8n-workflow';
import { core, loadNatively, toNative, toStored, workflowPackage } from './n8n';
import { additionalDataFor, savedCredential, type Credential } from './workflow';

const { VoicenterDialerCampaignTrigger } = loadNatively<
	typeof import('../../nodes/VoicenterDialer/VoicenterDialerCampaignTrigger.node')
>('nodes/VoicenterDialer/VoicenterDialerCampaignTrigger.node.ts');

const nodeType: INodeType = new VoicenterDialerCampaignTrigger();
const nodeName = 'Campaign Trigger';
let workflowCount = 0;

async function pollIn(context: IPollFunctions): Promise<IDataObject[] | null> {
	const output = await nodeType.poll?.call(context);
	if (!output) return null;
	expect(output).toHaveLength(1);
	return toStored(output[0].map(({ json }: INodeExecutionData) => json));
}

/** An active workflow with the Campaign Trigger, as n8n polls it. */
export class PolledTrigger {
	/** n8n's database. */
	stored: IDataObject = {};

	/** What went to n8n's log. */
	readonly warnings: string[] = [];

	private readonly id = `workflow-${workflowCount++}`;

	private workflow: Workflow;

	/** n8n creates one for each activation. */
	private context: IPollFunctions;

	private isActivation = true;

	constructor(
		private parameters: INodeParameters,
		private readonly credential?: Credential,
	) {
		this.workflow = this.load();
		this.context = this.contextFor(this.workflow, 'activate');
	}

	/**
	 * The items that start an execution, or `null`. n8n 2.41 stores what the trigger
	 * remembers after the poll of an activation, and after each poll that starts an execution.
	 */
	async poll(): Promise<IDataObject[] | null> {
		const items = await pollIn(this.context);
		if (items !== null || this.isActivation) this.stored = toStored(this.workflow.staticData);
		this.isActivation = false;
		return items;
	}

	/** “Fetch Test Event” in the editor, with the stored data. */
	async fetchTestEvent(): Promise<IDataObject[] | null> {
		return await pollIn(this.contextFor(this.load(), 'manual'));
	}

	/** Polls with a workflow object of its own, as n8n's scheduler does. */
	async pollAnew(): Promise<IDataObject[] | null> {
		return await pollIn(this.contextFor(this.load(), 'update'));
	}

	/** n8n restarts. The next poll belongs to the activation. */
	restart(activation: WorkflowActivateMode = 'init'): void {
		this.workflow = this.load();
		this.context = this.contextFor(this.workflow, activation);
		this.isActivation = true;
	}

	/** The workflow is published with other settings. */
	change(parameters: INodeParameters): void {
		this.parameters = { ...this.parameters, ...parameters };
		this.restart('update');
	}

	private contextFor(workflow: Workflow, activation: WorkflowActivateMode): IPollFunctions {
		const context = new core.PollContext(
			workflow,
			workflow.nodes[nodeName],
			additionalDataFor({ parameters: {}, credential: this.credential }),
			activation === 'manual' ? 'manual' : 'trigger',
			activation,
		) as IPollFunctions;
		const warn = (text: string) => this.warnings.push(text);
		return Object.defineProperty(context, 'logger', { value: { warn } });
	}

	private load(): Workflow {
		const workflow: Partial<IWorkflowBase> = {
			id: this.id,
			active: true,
			nodes: toNative([
				{
					id: 'trigger',
					name: nodeName,
					type: 'n8n-nodes-voicenter-dialer.voicenterDialerCampaignTrigger',
					typeVersion: 1,
					position: [0, 0] as [number, number],
					parameters: this.parameters,
					credentials: savedCredential,
				},
			]),
			connections: toNative({}),
			staticData: toNative(this.stored),
		};
		return new workflowPackage.Workflow({
			...(workflow as IWorkflowBase),
			nodeTypes: {
				getByName: () => nodeType,
				getByNameAndVersion: () => nodeType,
				getKnownTypes: () => ({}),
			},
		});
	}
}
