import type {
	IDataObject,
	INodeExecutionData,
	INodeParameters,
	INodeType,
	IPollFunctions,
	IWorkflowBase,
	Workflow,
} from 'n8n-workflow';
import { savedCredential, type Credential } from '../harness/credential';
import { core, toNative, toStored, workflowPackage } from '../harness/n8n';
import { loadNatively } from '../harness/native';
import { additionalDataFor } from '../harness/workflow';

const { VoicenterDialerCampaignTrigger } = loadNatively<
	typeof import('../../nodes/VoicenterDialer/VoicenterDialerCampaignTrigger.node')
>('nodes/VoicenterDialer/VoicenterDialerCampaignTrigger.node.ts');

const nodeType: INodeType = new VoicenterDialerCampaignTrigger();
const nodeName = 'Campaign Trigger';
let workflowCount = 0;

/** An active workflow with the Campaign Trigger, as n8n polls it. */
export class PolledTrigger {
	/** n8n's database. */
	stored: IDataObject = {};

	private readonly id = `workflow-${workflowCount++}`;

	private workflow: Workflow;

	private isActivation = true;

	constructor(
		private parameters: INodeParameters,
		private readonly credential?: Credential,
	) {
		this.workflow = this.load();
	}

	/**
	 * The items that start an execution, `null` where none starts. n8n 2.41 stores what the trigger
	 * remembers after the poll of an activation, and after each poll that starts an execution.
	 */
	async poll(): Promise<IDataObject[] | null> {
		const items = await this.pollIn(this.workflow, 'trigger');
		if (items !== null || this.isActivation) this.stored = toStored(this.workflow.staticData);
		this.isActivation = false;
		return items;
	}

	/** “Fetch Test Event” in the editor, with what is stored. */
	async fetchTestEvent(): Promise<IDataObject[] | null> {
		return await this.pollIn(this.load(), 'manual');
	}

	/** Polls with a workflow object of its own, as n8n's scheduler does. */
	async pollAnew(): Promise<IDataObject[] | null> {
		return await this.pollIn(this.load(), 'trigger');
	}

	/** n8n ends and starts again; the next poll is that of the activation. */
	restart(): void {
		this.workflow = this.load();
		this.isActivation = true;
	}

	/** The workflow is saved with other settings. */
	change(parameters: INodeParameters): void {
		this.parameters = { ...this.parameters, ...parameters };
		this.restart();
	}

	private async pollIn(
		workflow: Workflow,
		mode: 'trigger' | 'manual',
	): Promise<IDataObject[] | null> {
		const context = new core.PollContext(
			workflow,
			workflow.nodes[nodeName],
			additionalDataFor({ parameters: {}, credential: this.credential }),
			mode,
			mode === 'manual' ? 'manual' : 'activate',
		);
		const output = await nodeType.poll?.call(context as IPollFunctions);
		if (!output) return null;
		expect(output).toHaveLength(1);
		return toStored(output[0].map(({ json }: INodeExecutionData) => json));
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
