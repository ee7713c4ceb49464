import type { Delivery } from '../faults/Delivery';
import { isProcessed } from '../faults/isProcessed';
import { spoil } from '../faults/spoil';
import type { Exchange } from '../inspection/Exchange';
import { ok, type Answer } from '../methods/Answer';
import type { ParsedRequest } from '../parse/ParsedRequest';
import type { SimulatedMethod } from '../SimulatedMethod';
import type { Simulation } from '../Simulation';

function record(exchange: Exchange, request: ParsedRequest, simulation: Simulation): void {
	const offences = request.refusal ? [request.refusal] : request.violations;
	if (offences.length) simulation.requestsWithViolations++;
	exchange.violations = offences;
	exchange.encoding = request.encoding;
	if (simulation.options.log === 'full') exchange.parameters = request.parameters;
}

/** Carries a request out, unless a fault forbids it, and says how its answer goes out. */
export function answerRequest(
	method: SimulatedMethod,
	request: ParsedRequest,
	exchange: Exchange,
	simulation: Simulation,
	answer: () => Answer,
): Delivery {
	record(exchange, request, simulation);
	const process = () => {
		const answered = answer();
		simulation.dialing.wake();
		return answered;
	};
	const { latencyMs } = simulation.options;
	const fault = simulation.faults.take(method, request.fields);
	if (!fault) return { answer: process(), delayMs: latencyMs, connection: 'keep' };

	exchange.fault = fault;
	simulation.faultsApplied++;
	const right = isProcessed(fault) ? process() : { status: 200, body: ok };
	const delivery = spoil(fault, right, request.fields[0]?.code ?? '');
	return { ...delivery, delayMs: delivery.delayMs + latencyMs };
}
