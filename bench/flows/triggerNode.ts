import { triggerType, type WorkflowNode } from '../../e2e/n8n/workflows';

export const triggerNode = (webhookId: string): WorkflowNode => ({
	name: 'Call ended',
	type: triggerType,
	typeVersion: 1,
	webhookId,
	parameters: {},
});
