import fastify from 'fastify';

/** One notification as it came over the wire. */
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
	/** Answers only when this does. */
	readonly after?: Promise<unknown>;
}

export type Answering = (received: Received, index: number) => Reply;

const cdrOk = { Err: 0, Errdesc: 'OK' };

/** Right for a CDR and for a pop-up alike. */
export const takesAll: Answering = () => ({ body: { ...cdrOk, STATUS: 'OK' } });

/** A server that takes notifications, writes them down, and answers as it is told. */
export async function openReceiver() {
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
