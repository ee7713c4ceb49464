import type { FastifyInstance, FastifyRequest } from 'fastify';
import { methods, pathOf, type MethodName } from '../../nodes/VoicenterDialer/api/methods';
import type { Simulation } from '../Simulation';
import { answerExtensions } from '../methods/answerExtensions';
import { answerMethod } from '../methods/answerMethod';
import type { RawRequest } from '../parse/RawRequest';
import { parseExtensionsRequest } from '../parse/parseExtensionsRequest';
import { parseRequest } from '../parse/parseRequest';
import { answerRequest } from './answerRequest';
import { deliver } from './deliver';
import type { OpenExchange } from './openExchange';

const monitorPath = '/Comet/api/GetExtensions';

function rawRequest(
	request: FastifyRequest,
	{ exchange }: OpenExchange,
	isLogged: boolean,
): RawRequest {
	const body = typeof request.body === 'string' ? request.body : '';
	if (isLogged) exchange.rawBody = body;
	return { verb: exchange.verb, url: exchange.url, contentType: exchange.contentType, body };
}

/** The Dialer's fifteen methods and the monitor's one. `open` knows the exchange of a request. */
export function serviceRoutes(
	app: FastifyInstance,
	simulation: Simulation,
	open: (request: FastifyRequest) => OpenExchange,
): void {
	const isLogged = () => simulation.options.log === 'full';

	for (const name of Object.keys(methods) as MethodName[]) {
		app.route({
			method: ['GET', 'POST'],
			url: pathOf(name),
			config: { simulated: name },
			handler: (request, reply) => {
				const opened = open(request);
				const parsed = parseRequest(name, rawRequest(request, opened, isLogged()));
				const { account, options } = simulation;
				const process = () => answerMethod(name, parsed, account, options);
				const delivery = answerRequest(name, parsed, opened.exchange, simulation, process);
				return deliver(delivery, reply, opened);
			},
		});
	}

	app.post(monitorPath, { config: { simulated: 'GetExtensions' } }, (request, reply) => {
		const opened = open(request);
		const parsed = parseExtensionsRequest(rawRequest(request, opened, isLogged()));
		const process = () => answerExtensions(parsed.parameters, simulation.account);
		const { exchange } = opened;
		const delivery = answerRequest('GetExtensions', parsed, exchange, simulation, process);
		return deliver(delivery, reply, opened);
	});
}
