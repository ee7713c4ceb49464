import fastify from 'fastify';
import { startSimulator, type DialingOptions } from '../../../../simulator';
import { clientOf, Code, smallSeed } from '../client';

const dayMs = Date.UTC(2026, 0, 15, 8);

/** 15 January 2026, 10:00 in Israel. */
export const startsAtSeconds = dayMs / 1000;

/** A simulator whose queues a test fills, and a receiver of its notifications. */
export async function openDialingWorld() {
	const simulator = await startSimulator({ seed: smallSeed });
	const receiver = await openReceiver();
	const client = clientOf(simulator);
	return {
		simulator,
		receiver,
		client,
		add: async (Target: string, fields: object = {}) => {
			const lead = { Code, Campaign: 'agents', Target, ...fields };
			const { body } = await client.json('AddCall', lead);
			expect(body).toMatchObject({ ErrorCode: 0 });
		},
		/** Dials as fast as possible until all calls have ended. */
		dial: async (options: Partial<DialingOptions> = {}) => {
			simulator.dial({ speed: 'max', startsAtSeconds, ...options });
			await simulator.dialing.settled();
		},
		cdrUrl: `${receiver.url}/cdr`,
		popUpUrl: `${receiver.url}/popup`,
		phones: () => simulator.dialing.calls.map(({ lead }) => lead.phone),
		statuses: () => simulator.dialing.calls.map(({ outcome }) => outcome?.status),
		reset: () => {
			simulator.reset();
			receiver.clear();
		},
		close: async () => {
			await simulator.close();
			await receiver.close();
		},
	};
}

export type DialingWorld = Awaited<ReturnType<typeof openDialingWorld>>;

/** A notification as received. */
export interface Received {
	readonly verb: string;
	readonly url: string;
	readonly contentType: string;
	readonly origin: string;
	readonly body: string;
}

export interface Reply {
	readonly status?: number;
	readonly body?: unknown;
	/** Answers once this has settled. */
	readonly after?: Promise<unknown>;
}

export type Answering = (received: Received, index: number) => Reply;

const cdrOk = { Err: 0, Errdesc: 'OK' };

/** Valid for both CDRs and pop-ups. */
export const takesAll: Answering = () => ({ body: { ...cdrOk, STATUS: 'OK' } });

/** A server that records notifications and answers as configured. */
async function openReceiver() {
	const received: Received[] = [];
	const app = fastify({ forceCloseConnections: true });
	const receiver = {
		url: '',
		received,
		answering: takesAll,
		inFlight: 0,
		maxInFlight: 0,
		/** The JSON bodies. */
		bodies: () => received.map(({ body }) => JSON.parse(body) as Record<string, unknown>),
		close: async () => await app.close(),
		clear: () => {
			received.length = 0;
			receiver.answering = takesAll;
			receiver.maxInFlight = 0;
		},
	};
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
	app.all('*', async ({ method, url, headers, body }, reply) => {
		receiver.inFlight++;
		receiver.maxInFlight = Math.max(receiver.maxInFlight, receiver.inFlight);
		const one: Received = {
			verb: method,
			url,
			contentType: headers['content-type'] ?? '',
			origin: headers.origin ?? '',
			body: typeof body === 'string' ? body : '',
		};
		const index = received.push(one) - 1;
		const { status = 200, body: answer = '', after } = receiver.answering(one, index);
		await after;
		receiver.inFlight--;
		return await reply.code(status).send(answer);
	});
	receiver.url = await app.listen({ host: '127.0.0.1', port: 0 });
	return receiver;
}

export type Receiver = Awaited<ReturnType<typeof openReceiver>>;
