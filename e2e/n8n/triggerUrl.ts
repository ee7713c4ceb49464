import { triggerType } from './readWorkflow';
import type { SavedWorkflow } from './Workflow';

/** Where Voicenter would send what becomes of its calls: the production URL of the workflow's trigger. */
export function triggerUrl(n8nUrl: string, { nodes, name }: SavedWorkflow): string {
	const webhookId = nodes.find(({ type }) => type === triggerType)?.webhookId;
	if (typeof webhookId !== 'string') throw new Error(`“${name}” has no trigger for calls`);
	return `${n8nUrl}/webhook/${webhookId}/voicenter`;
}
