import { startSimulator, type Exchange, type Simulator, type StartOptions } from '../../simulator';
import { accountCode } from './workflow';

export const campaignCodes = ['c1', 'c2', 'c3'] as const;

/** Calls that are in the queue of c1 from the start. */
export const waitingPhone = '972521111111';

const campaigns = campaignCodes.map((code) => ({
	code,
	name: code,
	calls: code === 'c1' ? [{ target: waitingPhone, customData: { var_id: 'waiting' } }] : [],
}));

/** The service for the tests of a file, reset before each. */
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

	/** How often the service accepted the lead with this id. */
	countOf(id: unknown): number {
		const { accepted } = this.simulator.state;
		return accepted.filter(({ customData }) => String(customData.var_id) === String(id)).length;
	}

	/** How often it was sent, apart from requests that were rejected as “too busy”. */
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

	/** How often it was sent and was or may have been accepted. All leads must be valid. */
	timesTaken(id: unknown): number {
		return this.simulator.requests
			.filter((exchange) => !isRefused(exchange))
			.flatMap(idsIn)
			.filter((sent) => sent === id).length;
	}

	/** Whether it was in a request whose answer does not say which leads were rejected. */
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

/** Answers that rule out that the request was processed. */
function isRefused({ fault, answer }: Exchange): boolean {
	if (fault?.kind === 'httpStatus') return [403, 404, 429, 503].includes(fault.status);
	if (fault?.kind === 'errorCode') return Number(fault.errorCode) !== 3;
	return fault === undefined && !/"ErrorCode":0/.test(answer?.body ?? '');
}

interface SentLead {
	readonly var_id?: unknown;
	readonly CustomData?: { readonly var_id?: unknown };
}

/** The ids of the leads in a request. */
export function idsIn({ parameters }: Exchange): unknown[] {
	const leads = (Array.isArray(parameters) ? parameters : [parameters ?? {}]) as SentLead[];
	return leads.map(({ CustomData, var_id }) => CustomData?.var_id ?? var_id);
}
