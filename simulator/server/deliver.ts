import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyReply } from 'fastify';
import type { Delivery } from '../faults/Delivery';
import { answerText } from '../methods/answerText';
import type { OpenExchange } from './openExchange';

const json = 'application/json; charset=utf-8';
const plain = 'text/plain; charset=utf-8';

/** Sends the answer, or what the fault left of it. The exchange ends before the client can know. */
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
