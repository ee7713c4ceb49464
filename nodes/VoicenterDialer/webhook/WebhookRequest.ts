/** What is used of the request that n8n hands to a webhook (Express's, with n8n's own additions). */
export interface WebhookRequest {
	readonly method: string;
	readonly ip?: string;
	readonly headers: Readonly<Record<string, unknown>>;
	readonly query: Readonly<Record<string, unknown>>;
	/** As n8n has read it; absent where it has not. */
	readonly body?: unknown;
	readonly rawBody?: Buffer;
	readonly encoding?: BufferEncoding;
	readRawBody?(): Promise<void>;
}
