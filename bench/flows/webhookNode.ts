import type { WorkflowNode } from '../../e2e/n8n/workflows';

export const webhook = 'Webhook';

/** n8n's own. With `lastNode` it answers when the workflow is over, with what came out last. */
export const webhookNode = (
	path: string,
	{ typeVersion = 2, responseMode = 'onReceived' as 'onReceived' | 'lastNode' } = {},
): WorkflowNode => ({
	name: webhook,
	type: 'n8n-nodes-base.webhook',
	typeVersion,
	webhookId: path,
	parameters: { httpMethod: 'POST', path, responseMode, options: {} },
});
