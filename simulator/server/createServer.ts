import fastify, { type FastifyError, type FastifyInstance, type FastifyRequest } from 'fastify';
import type { Answer } from '../methods/answer';
import type { SimulatedMethod } from '../parse/methodShape';
import type { Simulation } from '../simulation';
import { refusalOf } from './callers';
import { deliver, openExchange, rejectUnread, type OpenExchange } from './exchange';
import { dialingRoutes, inspectionPath, inspectionRoutes } from './inspectionRoutes';
import { serviceRoutes } from './serviceRoutes';

declare module 'fastify' {
	interface FastifyContextConfig {
		simulated?: SimulatedMethod;
	}
}

const bodyLimit = 256 * 1024 * 1024;
const maxHeaderSize = 1024 * 1024;
const notFound: Answer = {
	status: 404,
	headers: { 'content-type': 'text/html; charset=utf-8' },
	body: '<!DOCTYPE html><html><body><h1>404 Not Found</h1></body></html>',
};

/**
 * The HTTP server. Every request is logged as an exchange, except those to the inspection API and
 * those of other web pages, which are refused.
 */
export function createServer(simulation: Simulation): FastifyInstance {
	const app = fastify({
		bodyLimit,
		exposeHeadRoutes: false,
		forceCloseConnections: true,
		http: { maxHeaderSize },
	});
	const opened = new WeakMap<FastifyRequest, OpenExchange>();

	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));

	app.addHook('onRequest', (request, reply, done) => {
		const refusal = refusalOf(request.headers);
		if (refusal !== undefined) {
			reply.code(403).type('text/plain; charset=utf-8').send(`${refusal}\n`);
			return;
		}
		if (!request.url.startsWith(inspectionPath)) {
			const { simulated } = request.routeOptions.config;
			const exchange = openExchange(simulation, request, simulated);
			opened.set(request, exchange);
			reply.raw.once('close', exchange.end);
		}
		done();
	});

	app.setNotFoundHandler((request, reply) => {
		const exchange = opened.get(request);
		if (!exchange) return reply.code(404).send(notFound.body);
		return deliver({ answer: notFound, delayMs: 0, connection: 'keep' }, reply, exchange);
	});

	app.setErrorHandler((error: FastifyError, request, reply) => {
		const { statusCode = 500, message } = error;
		const exchange = opened.get(request);
		if (!exchange) return reply.code(statusCode).send(message);
		return deliver(rejectUnread(statusCode, message, exchange.exchange), reply, exchange);
	});

	serviceRoutes(app, simulation, (request) => {
		const exchange = opened.get(request);
		if (!exchange) throw new Error('A request without an exchange');
		return exchange;
	});
	inspectionRoutes(app, simulation);
	dialingRoutes(app, simulation);
	return app;
}
