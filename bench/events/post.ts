import { request, type Agent } from 'node:http';

export interface Answer {
	readonly status: number;
	readonly text: string;
}

/** The fetch of Node takes more of the machine than what is measured here, and waits five minutes at most. */
export async function post(agent: Agent, url: string, body: string): Promise<Answer> {
	return await new Promise((resolve, reject) => {
		const headers = {
			'content-type': 'application/json',
			'content-length': Buffer.byteLength(body),
		};
		request(url, { method: 'POST', agent, headers }, (response) => {
			let text = '';
			response
				.setEncoding('utf8')
				.on('data', (chunk: string) => {
					text += chunk;
				})
				.once('error', reject)
				.once('end', () => resolve({ status: response.statusCode ?? 0, text }));
		})
			.once('error', reject)
			.end(body);
	});
}
