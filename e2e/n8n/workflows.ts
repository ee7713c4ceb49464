import { randomBytes, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../machine/folders';
import { waitUntil } from '../machine/processes';

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

/** Copies the workflow. `change` returns the new properties of a node. */
export const changeNodes = (
	workflow: Workflow,
	change: (node: WorkflowNode) => Partial<WorkflowNode> | undefined,
): Workflow => ({
	...workflow,
	nodes: workflow.nodes.map((node) => ({ ...node, ...change(node) }) as WorkflowNode),
});

export const nodeType = 'n8n-nodes-voicenter-dialer.voicenterDialer';
export const triggerType = 'n8n-nodes-voicenter-dialer.voicenterDialerTrigger';
/** The node's tool variant. */
export const toolType = `${nodeType}Tool`;
export const campaignTriggerType = 'n8n-nodes-voicenter-dialer.voicenterDialerCampaignTrigger';
export const credentialType = 'voicenterDialerApi';

/** The credential type for a listening node's callers, by the node's type. */
export const listenerCredentialTypes: Readonly<Record<string, string>> = {
	[triggerType]: 'voicenterDialerWebhookApi',
	'n8n-nodes-base.webhook': 'httpHeaderAuth',
	'n8n-nodes-base.formTrigger': 'httpBasicAuth',
};

/** The secret that the ready-made workflows require of their callers in this process. */
export const listenerSecret = randomBytes(16).toString('hex');
export const listenerHeader = 'x-listener-secret';
export const listenerUser = 'builder';

/** By credential type. */
export type ListenerCredentials = Readonly<Record<string, { id: string; name: string }>>;

/** What a builder fills in after importing a ready-made workflow. */
export interface FilledIn {
	readonly credential: { readonly id: string; readonly name: string };
	readonly campaign: { readonly code: string; readonly name: string };
	readonly csvFile: string;
	/** Comma-separated. */
	readonly suppressedNumbers?: string;
	readonly listeners: ListenerCredentials;
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
	{ credential, campaign, csvFile, suppressedNumbers, chatModel, listeners }: FilledIn,
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
	const listenerType = listenerCredentialTypes[node.type];
	if (listenerType !== undefined) {
		const credentials = { [listenerType]: { ...listeners[listenerType] } };
		// On import, n8n gives an ID to a node that listens.
		return { ...node, webhookId: randomUUID(), credentials };
	}
	if (node.name === 'Chat model' && chatModel) {
		return { ...node, credentials: { openAiApi: { ...chatModel } } };
	}
	if (node.name !== 'Settings') return node;
	const { assignments } = (parameters as unknown as Settings).assignments;
	const values = new Map<string, unknown>(Object.entries({ csvFile, suppressedNumbers }));
	parameters.assignments = {
		assignments: assignments.map((assignment) => ({
			...assignment,
			value: values.get(assignment.name) ?? assignment.value,
		})),
	};
	return { ...node, parameters };
}

export const workflowsFolder = join(repositoryRoot, 'examples', 'workflows');

/** The names of the ready-made workflows' files, sorted. */
export const workflowFiles: readonly string[] = readdirSync(workflowsFolder)
	.filter((file) => file.endsWith('.json'))
	.sort();

/** A ready-made workflow as it is published. */
export const publishedWorkflow = (file: string): Workflow =>
	JSON.parse(readFileSync(join(workflowsFolder, file), 'utf8')) as Workflow;

/** A ready-made workflow of `examples/workflows/`, filled in as a user would. */
export function readWorkflow(file: string, filledIn: FilledIn): Workflow {
	const workflow = publishedWorkflow(file);
	return { ...workflow, nodes: workflow.nodes.map((node) => fillInNode(node, filledIn)) };
}

/** The URL for Voicenter's notifications: the production URL of the workflow's trigger. */
export const triggerUrl = (n8nUrl: string, workflow: SavedWorkflow): string =>
	`${listenerUrl(n8nUrl, workflow, triggerType)}/voicenter?secret=${listenerSecret}`;

/**
 * Waits until the trigger's webhook exists: n8n reports a workflow as active a few moments earlier.
 * The requests carry no secret, so they start nothing.
 */
export async function waitForTrigger(url: string): Promise<void> {
	const { origin, pathname } = new URL(url);
	await waitUntil(
		'Waiting for the trigger’s webhook',
		async () =>
			(await fetch(origin + pathname, { method: 'POST' })).status === 404 ? undefined : true,
		60_000,
	);
}

/** The production URL of a node that listens. */
export function listenerUrl(n8nUrl: string, { nodes, name }: SavedWorkflow, type: string): string {
	const node = nodes.find((one) => one.type === type);
	if (node === undefined) throw new Error(`“${name}” has no node of the type ${type}`);
	return `${n8nUrl}/webhook/${String(node.webhookId)}`;
}
