import { randomUUID } from 'node:crypto';
import { Agent } from 'node:http';
import { notification } from './notification';
import { post } from './post';

/** How many of them were taken (HTTP 200). */
export async function sendEvents(url: string, count: number, inFlight: number): Promise<number> {
	const agent = new Agent({ keepAlive: true, maxSockets: inFlight });
	let next = 0;
	let taken = 0;
	const work = async () => {
		while (next++ < count) {
			const { status } = await post(agent, url, notification(randomUUID()));
			if (status === 200) taken++;
		}
	};
	await Promise.all(Array.from({ length: inFlight }, work));
	agent.destroy();
	return taken;
}
