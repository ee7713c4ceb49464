import { startSimulator, type Exchange, type Simulator, type StartOptions } from '../../simulator';
import { accountCode } from './workflow';

export const campaignCodes = ['c1', 'c2', 'c3'] as const;

/** Waits in c1 from the start. */
export const waitingPhone = '972521111111';

const campaigns = campaignCodes.map((code) => ({
	code,
	name: code,
	calls: code === 'c1' ? [{ target: waitingPhone, customData: { var_id: 'waiting' } }] : [],
}));

/** The service for the tests of a file, fresh before each. */
export class Service {
	private started?: Simulator;

	constructor(options: StartOptions = {}) {
		beforeAll(async () => {
			const seed = { code: accountCode, campaigns, blacklist: [], extensions: [] };
			this.started = await startSimulator({ seed, ...options });
		});
		beforeEach(() => this.simulator.reset());
		afterAll(async () => await this.simulator.close());
	}

	get simulator(): Simulator {
		if (this.started === undefined) throw new Error('The service has not started');
		return this.started;
	}

	get credential() {
		return { baseUrl: this.simulator.url };
	}

	/** How often the service took the lead with this id. */
	countOf(id: unknown): number {
		const { accepted } = this.simulator.state;
		return accepted.filter(({ customData }) => String(customData.var_id) === String(id)).length;
	}

	/** How often it was sent, in requests that were not turned away with “too busy”. */
	sendsOf(id: unknown): number {
		return this.simulator.requests
			.filter((exchange) => !isTurnedAway(exchange))
			.flatMap(idsIn)
			.filter((sent) => String(sent) === String(id)).length;
	}

	/** How often it was sent at all. */
	departuresOf(id: unknown): number {
		return this.simulator.requests.flatMap(idsIn).filter((sent) => String(sent) === String(id))
			.length;
	}

	/** How often it was sent so that the service took it, or may have. All leads have to be good ones. */
	timesTaken(id: unknown): number {
		return this.simulator.requests
			.filter((exchange) => !isRefused(exchange))
			.flatMap(idsIn)
			.filter((sent) => sent === id).length;
	}

	/** Whether it came in a request whose answer left out which leads were refused. */
	wasAnsweredWithoutList(id: unknown): boolean {
		return this.simulator.requests.some(
			(exchange) =>
				exchange.fault?.kind === 'addResult' &&
				exchange.fault.change === 'omit' &&
				idsIn(exchange).includes(id),
		);
	}

	requestsOf(method: string): readonly Exchange[] {
		return this.simulator.requests.filter((exchange) => exchange.method === method);
	}
}

/** The only answers after which a lead may be sent again. */
const isTurnedAway = ({ fault }: Exchange): boolean =>
	fault?.kind === 'httpStatus' && [429, 503].includes(fault.status);

/** Answers that say for certain that nothing was done. */
function isRefused({ fault, answer }: Exchange): boolean {
	if (fault?.kind === 'httpStatus') return [403, 404, 429, 503].includes(fault.status);
	if (fault?.kind === 'errorCode') return Number(fault.errorCode) !== 3;
	return fault === undefined && !/"ErrorCode":0/.test(answer?.body ?? '');
}

interface SentLead {
	readonly var_id?: unknown;
	readonly CustomData?: { readonly var_id?: unknown };
}

/** The ids of the leads that a request carries. */
export function idsIn({ parameters }: Exchange): unknown[] {
	const leads = (Array.isArray(parameters) ? parameters : [parameters ?? {}]) as SentLead[];
	return leads.map(({ CustomData, var_id }) => CustomData?.var_id ?? var_id);
}
