import type { FastifyInstance } from 'fastify';
import { inspectionPath } from './inspectionPath';

function parsed(text: unknown): unknown {
	try {
		return JSON.parse(String(text));
	} catch {
		throw new Error('The body is not valid JSON');
	}
}

/** A request that changes how the simulator behaves; a wrong one is told what is wrong with it. */
export function change(
	app: FastifyInstance,
	method: 'POST' | 'PUT',
	path: string,
	apply: (body: unknown) => void,
): void {
	app.route({
		method,
		url: inspectionPath + path,
		handler: (request, reply) => {
			try {
				apply(parsed(request.body));
				return reply.send({ ok: true });
			} catch (error) {
				const message = error instanceof Error ? error.message : String(error);
				return reply.code(400).send({ ok: false, message });
			}
		},
	});
}
