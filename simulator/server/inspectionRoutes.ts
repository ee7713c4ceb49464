import type { FastifyInstance, FastifyRequest } from 'fastify';
import { readFaultRules } from '../faults/readFaultRules';
import { acceptedLeads } from '../inspection/acceptedLeads';
import { accountView } from '../inspection/accountView';
import { readOptions } from '../readOptions';
import type { Simulation } from '../Simulation';

export const inspectionPath = '/_simulator';

function jsonBody({ body }: FastifyRequest): unknown {
	try {
		return JSON.parse(String(body));
	} catch {
		throw new Error('The body is not valid JSON');
	}
}

/** What the simulator was sent, what it holds, and how to make it misbehave. */
export function inspectionRoutes(app: FastifyInstance, simulation: Simulation): void {
	const change = (path: string, apply: (request: FastifyRequest) => void) =>
		app.post(inspectionPath + path, (request, reply) => {
			try {
				apply(request);
				return reply.send({ ok: true });
			} catch (error) {
				const message = error instanceof Error ? error.message : String(error);
				return reply.code(400).send({ ok: false, message });
			}
		});

	app.get(`${inspectionPath}/requests`, () => simulation.requests);
	app.get(`${inspectionPath}/stats`, () => simulation.stats());
	app.get(`${inspectionPath}/state`, () => ({
		...accountView(simulation.account),
		options: simulation.options,
	}));
	app.get<{ Querystring: { campaign?: string } }>(`${inspectionPath}/calls`, ({ query }) =>
		acceptedLeads(simulation.account.accepted, query.campaign),
	);

	change('/faults', (request) => simulation.faults.set(readFaultRules(jsonBody(request))));
	change('/options', (request) => {
		Object.assign(simulation.options, readOptions(jsonBody(request)));
	});
	change('/reset', () => simulation.reset());
}
