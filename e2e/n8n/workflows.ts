import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../machine/folders';

export interface WorkflowNode {
	readonly name: string;
	readonly type: string;
	readonly parameters?: Record<string, unknown>;
	readonly credentials?: Record<string, { id?: string; name: string }>;
	readonly [key: string]: unknown;
}

export interface Workflow {
	readonly name: string;
	readonly nodes: readonly WorkflowNode[];
	readonly connections: Record<string, unknown>;
	readonly settings?: Record<string, unknown>;
	readonly [key: string]: unknown;
}

export interface SavedWorkflow extends Workflow {
	readonly id: string;
	readonly versionId: string;
}

/** The workflow with some nodes changed; `change` gives what is other than it was. */
export const changeNodes = (
	workflow: Workflow,
	change: (node: WorkflowNode) => Partial<WorkflowNode> | undefined,
): Workflow => ({
	...workflow,
	nodes: workflow.nodes.map((node) => ({ ...node, ...change(node) }) as WorkflowNode),
});

export const nodeType = 'n8n-nodes-voicenter-dialer.voicenterDialer';
export const triggerType = 'n8n-nodes-voicenter-dialer.voicenterDialerTrigger';
/** What n8n makes of the node for AI agents. */
export const toolType = `${nodeType}Tool`;
export const campaignTriggerType = 'n8n-nodes-voicenter-dialer.voicenterDialerCampaignTrigger';
export const credentialType = 'voicenterDialerApi';

/** What a builder fills in after importing a ready-made workflow. */
export interface FilledIn {
	readonly credential: { readonly id: string; readonly name: string };
	readonly campaign: { readonly code: string; readonly name: string };
	readonly csvFile: string;
	/** For workflows with an AI agent; the type is n8n's `openAiApi`. */
	readonly chatModel?: { readonly id: string; readonly name: string };
}

interface Settings {
	readonly assignments: {
		readonly assignments: ReadonlyArray<{ readonly name: string; readonly value: unknown }>;
	};
}

function fillInNode(
	node: WorkflowNode,
	{ credential, campaign, csvFile, chatModel }: FilledIn,
): WorkflowNode {
	const parameters = { ...node.parameters };
	if ([nodeType, toolType, campaignTriggerType].includes(node.type)) {
		const { value } = (parameters.campaign ?? {}) as { value?: string };
		if (value === '') {
			parameters.campaign = {
				__rl: true,
				mode: 'list',
				value: campaign.code,
				cachedResultName: campaign.name,
			};
		}
		return { ...node, parameters, credentials: { [credentialType]: { ...credential } } };
	}
	if (node.name === 'Chat model' && chatModel) {
		return { ...node, credentials: { openAiApi: { ...chatModel } } };
	}
	if (node.name !== 'Settings') return node;
	const { assignments } = (parameters as unknown as Settings).assignments;
	parameters.assignments = {
		assignments: assignments.map((assignment) =>
			assignment.name === 'csvFile' ? { ...assignment, value: csvFile } : assignment,
		),
	};
	return { ...node, parameters };
}

export const workflowsFolder = join(repositoryRoot, 'examples', 'workflows');

/** A ready-made workflow of `examples/workflows/`, filled in the way a builder does it. */
export function readWorkflow(file: string, filledIn: FilledIn): Workflow {
	const path = join(workflowsFolder, file);
	const workflow = JSON.parse(readFileSync(path, 'utf8')) as Workflow;
	return { ...workflow, nodes: workflow.nodes.map((node) => fillInNode(node, filledIn)) };
}

/** Where Voicenter would send what becomes of its calls: the production URL of the workflow's trigger. */
export function triggerUrl(n8nUrl: string, { nodes, name }: SavedWorkflow): string {
	const webhookId = nodes.find(({ type }) => type === triggerType)?.webhookId;
	if (typeof webhookId !== 'string') throw new Error(`“${name}” has no trigger for calls`);
	return `${n8nUrl}/webhook/${webhookId}/voicenter`;
}
