import type { FastifyReply, FastifyRequest } from 'fastify';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Delivery } from '../faults/corruptAnswer';
import { answerText, invalidRequest } from '../methods/answer';
import type { SimulatedMethod } from '../parse/methodShape';
import { wrongContentType } from '../parse/parseRequest';
import type { Exchange } from '../requestLog';
import type { Simulation } from '../simulation';

const now = (): number => performance.timeOrigin + performance.now();

/** An exchange in progress. `end` completes it. */
export interface OpenExchange {
	readonly exchange: Exchange;
	readonly end: () => void;
}

/** Logs a request as soon as its headers arrive; the body may still be in transit. */
export function openExchange(
	simulation: Simulation,
	request: FastifyRequest,
	method?: SimulatedMethod,
): OpenExchange {
	const { traffic } = simulation;
	const leave = traffic.arrive(method);
	const exchange: Exchange = {
		sequence: traffic.requests.all,
		method,
		verb: request.method,
		path: request.url.split('?')[0],
		url: request.url,
		contentType: request.headers['content-type'] ?? '',
		arrivedAt: now(),
		inFlight: traffic.inFlight.all,
		violations: [],
		notes: [],
	};
	if (simulation.options.log === 'full') simulation.requests.push(exchange);
	const end = () => {
		leave();
		exchange.answeredAt ??= now();
	};
	return { exchange, end };
}

const json = 'application/json; charset=utf-8';
const plain = 'text/plain; charset=utf-8';

/** Sends the answer, or what the fault left of it. The exchange ends before the client sees it. */
export async function deliver(
	{ answer, delayMs, connection }: Delivery,
	reply: FastifyReply,
	{ exchange, end }: OpenExchange,
): Promise<FastifyReply> {
	const text = answerText(answer);
	exchange.answer = { status: answer.status, body: text };
	if (delayMs > 0) await sleep(delayMs, undefined, { ref: false });
	end();

	const { socket } = reply.request.raw;
	const contentType = typeof answer.body === 'string' ? plain : json;
	if (connection === 'keep') {
		reply.code(answer.status).headers({ 'content-type': contentType, ...answer.headers });
		return reply.send(text);
	}
	reply.hijack();
	if (connection === 'reset') socket.resetAndDestroy();
	if (connection === 'close') socket.destroy();
	if (connection === 'cut') {
		const bytes = Buffer.from(text);
		reply.raw.writeHead(answer.status, {
			'content-type': contentType,
			'content-length': bytes.length,
		});
		reply.raw.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), () => socket.destroy());
	}
	return reply;
}

const unsupportedMediaType = 415;

/** The answer to a request whose body the server could not read. */
export function rejectUnread(status: number, message: string, exchange: Exchange): Delivery {
	const isWrongType = status === unsupportedMediaType;
	const text = isWrongType ? wrongContentType(exchange.contentType) : message;
	exchange.violations = [text];
	const answer = isWrongType ? { status: 200, body: invalidRequest(text) } : { status, body: text };
	return { answer, delayMs: 0, connection: 'keep' };
}
