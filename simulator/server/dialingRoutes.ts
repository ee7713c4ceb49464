import type { FastifyInstance } from 'fastify';
import type { Simulation } from '../Simulation';
import { change } from './change';
import { inspectionPath } from './inspectionPath';

/** Lets the simulator dial, and shows what it dialed and told. */
export function dialingRoutes(app: FastifyInstance, simulation: Simulation): void {
	const path = `${inspectionPath}/dialing`;

	app.get(path, () => {
		const { isOn, nowMs, options } = simulation.dialing;
		return { isOn, nowMs, options, totals: simulation.dialing.totals() };
	});
	app.get<{ Querystring: { campaign?: string } }>(`${path}/calls`, ({ query: { campaign } }) =>
		simulation.dialing.calls.filter(
			({ lead }) => campaign === undefined || lead.campaign === campaign,
		),
	);
	change(app, 'PUT', '/dialing', (body) => simulation.dialing.dial(body as object));
	app.delete(path, () => {
		simulation.dialing.stop();
		return { ok: true };
	});
}
