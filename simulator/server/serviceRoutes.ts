import type { FastifyInstance, FastifyRequest } from 'fastify';
import { methods, pathOf, type MethodName } from '../../nodes/VoicenterDialer/api/methods';
import { corruptAnswer, isProcessed, type Delivery } from '../faults/corruptAnswer';
import type { Fault } from '../faults/faults';
import { ok, type Answer } from '../methods/answer';
import { answerExtensions, answerMethod } from '../methods/answerMethod';
import type { SimulatedMethod } from '../parse/methodShape';
import {
	parseExtensionsRequest,
	parseRequest,
	type ParsedRequest,
	type RawRequest,
} from '../parse/parseRequest';
import type { Exchange } from '../requestLog';
import type { Simulation } from '../simulation';
import { deliver, type OpenExchange } from './exchange';

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

/** The methods of the Dialer and of the monitor. `open` returns the exchange of a request. */
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
				const { account, options, dialing } = simulation;
				const { timeZone } = dialing.options;
				const process = () => answerMethod(name, parsed, { account, options, timeZone });
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

const addsLeads: ReadonlySet<SimulatedMethod> = new Set(['AddCall', 'AddCallsBulk']);

function record(exchange: Exchange, request: ParsedRequest, simulation: Simulation): void {
	const violations = request.rejection ? [request.rejection] : request.violations;
	if (violations.length) simulation.requestsWithViolations++;
	exchange.violations = violations;
	exchange.notes = request.notes;
	exchange.encoding = request.encoding;
	if (simulation.options.log === 'full') exchange.parameters = request.parameters;
}

/** Processes a request, unless a fault prevents it, and returns what to send. */
function answerRequest(
	method: SimulatedMethod,
	request: ParsedRequest,
	exchange: Exchange,
	simulation: Simulation,
	answer: () => Answer,
): Delivery {
	record(exchange, request, simulation);
	const { accepted } = simulation.account;
	const acceptedBefore = accepted.length;
	const process = () => {
		const answered = answer();
		simulation.dialing.wake();
		return answered;
	};
	const recordLeads = (fault?: Fault) => {
		if (!addsLeads.has(method) || simulation.options.log === 'counts') return;
		simulation.resends.record(request.fields, accepted.slice(acceptedBefore), fault);
	};
	const { latencyMs } = simulation.options;
	const fault = simulation.faults.take(method, request.fields);
	if (!fault) {
		const answered = process();
		recordLeads();
		return { answer: answered, delayMs: latencyMs, connection: 'keep' };
	}

	exchange.fault = fault;
	simulation.faultsApplied++;
	const right = isProcessed(fault) ? process() : { status: 200, body: ok };
	recordLeads(fault);
	const delivery = corruptAnswer(fault, right, request.fields[0]?.code ?? '');
	return { ...delivery, delayMs: delivery.delayMs + latencyMs };
}
