import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

/** One a second. */
const mostTries = 20;

export class RestFailure extends Error {
	constructor(
		readonly status: number,
		readonly path: string,
		readonly body: string,
	) {
		super(`n8n returned ${status} for ${path}: ${body.slice(0, 600)}`);
	}
}

/** n8n's internal REST API, which its editor uses. */
export class RestClient {
	private readonly browserId = randomUUID();
	private cookie = '';

	constructor(readonly url: string) {}

	async request(method: string, path: string, body?: unknown): Promise<unknown> {
		let response = await this.send(method, path, body);
		// A busy n8n says for some seconds that its database is not ready, and does nothing.
		for (let tries = 0; response.status === 503 && tries < mostTries; tries++) {
			await sleep(1000);
			response = await this.send(method, path, body);
		}
		const session = response.headers.getSetCookie().find((value) => value.startsWith('n8n-auth='));
		if (session) [this.cookie] = session.split(';');
		const text = await response.text();
		if (!response.ok) throw new RestFailure(response.status, path, text);
		return text === '' ? undefined : JSON.parse(text);
	}

	private async send(method: string, path: string, body: unknown): Promise<Response> {
		const ask = async () =>
			await fetch(`${this.url}${path}`, {
				method,
				headers: {
					'browser-id': this.browserId,
					...(this.cookie && { cookie: this.cookie }),
					...(body !== undefined && { 'content-type': 'application/json' }),
				},
				body: body === undefined ? undefined : JSON.stringify(body),
			});
		// A busy n8n may close an idle connection just as it is used again.
		return method === 'GET' ? await ask().catch(ask) : await ask();
	}

	/** The session for a browser. */
	get session(): { readonly browserId: string; readonly cookie: string } {
		return { browserId: this.browserId, cookie: this.cookie };
	}

	/** n8n wraps the result in `data`. */
	async data<Data>(method: string, path: string, body?: unknown): Promise<Data> {
		const answer = (await this.request(method, `/rest${path}`, body)) as { data: Data };
		return answer.data;
	}
}
