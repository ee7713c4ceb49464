import type { FastifyInstance } from 'fastify';
import { readFaultRules } from '../faults/readFaultRules';
import { acceptedLeads } from '../inspection/acceptedLeads';
import { accountView } from '../inspection/accountView';
import { readOptions } from '../readOptions';
import type { Simulation } from '../Simulation';
import { change } from './change';
import { inspectionPath } from './inspectionPath';

/** What the simulator was sent, what it holds, and how to make it misbehave. */
export function inspectionRoutes(app: FastifyInstance, simulation: Simulation): void {
	app.get(`${inspectionPath}/requests`, () => simulation.requests);
	app.get(`${inspectionPath}/stats`, () => simulation.stats());
	app.get(`${inspectionPath}/state`, () => ({
		...accountView(simulation.account),
		options: simulation.options,
	}));
	app.get<{ Querystring: { campaign?: string } }>(`${inspectionPath}/calls`, ({ query }) =>
		acceptedLeads(simulation.account.accepted, query.campaign),
	);

	change(app, 'POST', '/faults', (body) => simulation.faults.set(readFaultRules(body)));
	change(app, 'POST', '/options', (body) => {
		Object.assign(simulation.options, readOptions(body));
	});
	app.post(`${inspectionPath}/reset`, () => {
		simulation.reset();
		return { ok: true };
	});
}
