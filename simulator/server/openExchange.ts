import type { FastifyRequest } from 'fastify';
import type { Exchange } from '../inspection/Exchange';
import type { SimulatedMethod } from '../SimulatedMethod';
import type { Simulation } from '../Simulation';

const now = (): number => performance.timeOrigin + performance.now();

/** An exchange under way, and how it is ended. */
export interface OpenExchange {
	readonly exchange: Exchange;
	readonly end: () => void;
}

/** Notes that a request has arrived: its head, the body may still be on its way. */
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
	};
	if (simulation.options.log === 'full') simulation.requests.push(exchange);
	const end = () => {
		leave();
		exchange.answeredAt ??= now();
	};
	return { exchange, end };
}
