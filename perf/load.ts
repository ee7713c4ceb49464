import { Agent, request } from 'node:http';

export interface Answer {
	readonly status: number;
	readonly text: string;
}

/** Node's fetch uses more CPU than what is measured here, and gives up after five minutes. */
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

/** Keeps `inFlight` requests under way for as long as `hasNext` returns true. */
export async function postInParallel(
	url: string,
	inFlight: number,
	{ hasNext, body, onAnswer }: PostSource,
): Promise<void> {
	const agent = new Agent({ keepAlive: true, maxSockets: inFlight });
	const work = async () => {
		while (hasNext()) onAnswer(await post(agent, url, body()));
	};
	await Promise.all(Array.from({ length: inFlight }, work));
	agent.destroy();
}

interface PostSource {
	readonly hasNext: () => boolean;
	readonly body: () => string;
	readonly onAnswer: (answer: Answer) => void;
}

/** A notification as the service sends it at the end of a call (vendor's practice). */
export const callNotification = (id: string) =>
	JSON.stringify({
		caller: '0722776772',
		target: '972501234567',
		time: 1795600000,
		duration: 74,
		ivruniqueid: id,
		type: 'ProductiveCall Leg2',
		status: 'ANSWER',
		queueid: 4711,
		queuename: 'Sales',
		record: `https://recordings.example.com/${id}.mp3`,
		representative_name: 'Dana Levi',
		representative_code: '20031',
		seconds_waiting_in_queue: 3,
		direction: 'outgoing',
		extenUser: 'SIPdana1',
		callerPhone: '972501234567',
		isAnswer: 1,
		CustomData: { var_lead_id: 'L-1', var_product: 'fiber' },
	});
