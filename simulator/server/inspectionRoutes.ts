import type { FastifyInstance } from 'fastify';
import { readFaultRules } from '../faults/faults';
import { acceptedLeads } from '../leads';
import { readOptions } from '../options';
import type { Simulation } from '../simulation';
import type { Account, Campaign } from '../state/account';

export const inspectionPath = '/_simulator';

/** The inspection API: what the simulator received, what it holds, and its faults and options. */
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

	changeRoute(app, 'POST', '/faults', (body) => simulation.faults.set(readFaultRules(body)));
	changeRoute(app, 'POST', '/options', (body) => {
		Object.assign(simulation.options, readOptions(body));
	});
	app.post(`${inspectionPath}/reset`, () => {
		simulation.reset();
		return { ok: true };
	});
}

/** Starts and stops dialing, and shows the calls and notifications so far. */
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
	changeRoute(app, 'PUT', '/dialing', (body) => simulation.dialing.dial(body as object));
	app.delete(path, () => {
		simulation.dialing.stop();
		return { ok: true };
	});
}

function parseBody(text: unknown): unknown {
	try {
		return JSON.parse(String(text));
	} catch {
		throw new Error('The body is not valid JSON');
	}
}

/** A request that changes how the simulator behaves. An invalid body gets a 400 that says why. */
function changeRoute(
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
				apply(parseBody(request.body));
				return reply.send({ ok: true });
			} catch (error) {
				const message = error instanceof Error ? error.message : String(error);
				return reply.code(400).send({ ok: false, message });
			}
		},
	});
}

const campaignView = (campaign: Campaign) => ({
	code: campaign.code,
	name: campaign.name,
	kind: campaign.kind,
	status: campaign.status,
	pendingCalls: campaign.pending.size,
	members: Object.fromEntries(campaign.members),
	strategy: campaign.strategy,
	maxCalls: campaign.maxCalls,
	representatives: campaign.representatives,
});

/** The account as the inspection API shows it. */
const accountView = (account: Account) => ({
	accountCode: account.code,
	campaigns: Array.from(account.campaigns.values(), campaignView),
	extensions: account.extensions,
	blacklist: [...account.blacklist],
	skipped: account.skipped,
});
