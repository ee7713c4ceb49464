import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { notification } from './notification';

/** The fetch of Node takes more of the machine than what is measured here. */
async function post(agent: Agent, url: string, body: string): Promise<number> {
	return await new Promise((resolve, reject) => {
		const headers = {
			'content-type': 'application/json',
			'content-length': Buffer.byteLength(body),
		};
		request(url, { method: 'POST', agent, headers }, (response) => {
			response.resume().once('end', () => resolve(response.statusCode ?? 0));
		})
			.once('error', reject)
			.end(body);
	});
}

/** How many of them were taken (HTTP 200). */
export async function sendEvents(url: string, count: number, inFlight: number): Promise<number> {
	const agent = new Agent({ keepAlive: true, maxSockets: inFlight });
	let next = 0;
	let taken = 0;
	const work = async () => {
		while (next++ < count) {
			if ((await post(agent, url, notification(randomUUID()))) === 200) taken++;
		}
	};
	await Promise.all(Array.from({ length: inFlight }, work));
	agent.destroy();
	return taken;
}
