import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../machine/repositoryRoot';
import type { Workflow, WorkflowNode } from './Workflow';

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

/** A ready-made workflow of `workflows/`, filled in the way a builder does it. */
export function readWorkflow(file: string, filledIn: FilledIn): Workflow {
	const path = join(repositoryRoot, 'workflows', file);
	const workflow = JSON.parse(readFileSync(path, 'utf8')) as Workflow;
	return { ...workflow, nodes: workflow.nodes.map((node) => fillInNode(node, filledIn)) };
}
