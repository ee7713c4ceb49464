import http from 'node:http';
import https from 'node:https';
import type { NotificationRequest } from './encodeNotification';

export interface NotificationAnswer {
	readonly status: number;
	readonly text: string;
}

const longestAnswer = 64 * 1024;

/** Sends notifications over connections that stay open. It follows no redirect. */
export class NotificationClient {
	private readonly http = new http.Agent({ keepAlive: true });

	private readonly https = new https.Agent({ keepAlive: true });

	async send(
		{ method, url, headers, body = '' }: NotificationRequest,
		timeoutMs: number,
	): Promise<NotificationAnswer> {
		const isSecure = url.protocol === 'https:';
		const options = {
			method,
			headers: { ...headers, 'content-length': Buffer.byteLength(body) },
			agent: isSecure ? this.https : this.http,
		};
		return await new Promise((resolve, reject) => {
			const request = (isSecure ? https : http).request(url, options, (response) => {
				let text = '';
				response.setEncoding('utf8');
				response.on('data', (chunk: string) => {
					if (text.length < longestAnswer) text += chunk;
				});
				response.on('error', reject);
				response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
			});
			const timer = setTimeout(
				() => request.destroy(new Error(`No answer within ${timeoutMs} ms`)),
				timeoutMs,
			);
			request.on('error', reject);
			request.on('close', () => clearTimeout(timer));
			request.end(body);
		});
	}

	close(): void {
		this.http.destroy();
		this.https.destroy();
	}
}
