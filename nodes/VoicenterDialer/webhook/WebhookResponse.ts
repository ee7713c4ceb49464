/** What is used of the response that n8n hands to a webhook (Express's). */
export interface WebhookResponse {
	readonly headersSent: boolean;
	statusCode: number;
	status(code: number): WebhookResponse;
	json(body: unknown): WebhookResponse;
	send(body: unknown): WebhookResponse;
	setHeader(name: string, value: string): unknown;
}
