import { triggerType } from '../../e2e/n8n/readWorkflow';
import type { WorkflowNode } from '../../e2e/n8n/Workflow';

export const triggerNode = (webhookId: string): WorkflowNode => ({
	name: 'Call ended',
	type: triggerType,
	typeVersion: 1,
	webhookId,
	parameters: {},
});
