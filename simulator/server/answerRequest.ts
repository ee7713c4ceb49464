import type { Delivery } from '../faults/Delivery';
import type { Fault } from '../faults/Fault';
import { isProcessed } from '../faults/isProcessed';
import { spoil } from '../faults/spoil';
import type { Exchange } from '../inspection/Exchange';
import { ok, type Answer } from '../methods/Answer';
import type { ParsedRequest } from '../parse/ParsedRequest';
import type { SimulatedMethod } from '../SimulatedMethod';
import type { Simulation } from '../Simulation';

const addsLeads: ReadonlySet<SimulatedMethod> = new Set(['AddCall', 'AddCallsBulk']);

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
	const { accepted } = simulation.account;
	const acceptedBefore = accepted.length;
	const process = () => {
		const answered = answer();
		simulation.dialing.wake();
		return answered;
	};
	const noteLeads = (fault?: Fault) => {
		if (!addsLeads.has(method) || simulation.options.log === 'counts') return;
		simulation.sendings.note(request.fields, accepted.slice(acceptedBefore), fault);
	};
	const { latencyMs } = simulation.options;
	const fault = simulation.faults.take(method, request.fields);
	if (!fault) {
		const answered = process();
		noteLeads();
		return { answer: answered, delayMs: latencyMs, connection: 'keep' };
	}

	exchange.fault = fault;
	simulation.faultsApplied++;
	const right = isProcessed(fault) ? process() : { status: 200, body: ok };
	noteLeads(fault);
	const delivery = spoil(fault, right, request.fields[0]?.code ?? '');
	return { ...delivery, delayMs: delivery.delayMs + latencyMs };
}
