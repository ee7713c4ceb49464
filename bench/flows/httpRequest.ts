import type { WorkflowNode } from '../../e2e/n8n/workflows';

export const httpRequest = 'HTTP Request';

export interface HttpRequestOptions {
	/** So many requests are started at once, then it waits for a moment. */
	readonly batch?: number;
}

export const httpRequestNode = (
	url: string,
	body: Record<string, unknown>,
	{ batch }: HttpRequestOptions = {},
): WorkflowNode => ({
	name: httpRequest,
	type: 'n8n-nodes-base.httpRequest',
	typeVersion: 4.2,
	parameters: {
		method: 'POST',
		url,
		sendBody: true,
		contentType: 'json',
		...body,
		options: batch ? { batching: { batch: { batchSize: batch, batchInterval: 1 } } } : {},
	},
});

/** The whole body from one expression. */
export const jsonBody = (expression: string) => ({ specifyBody: 'json', jsonBody: expression });

/** The body field by field, as the panel offers it first. */
export const fieldsBody = (fields: Readonly<Record<string, string>>) => ({
	specifyBody: 'keypair',
	bodyParameters: {
		parameters: Object.entries(fields).map(([name, value]) => ({ name, value })),
	},
});
