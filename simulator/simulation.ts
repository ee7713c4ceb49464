import { Dialing } from './dialing/dialing';
import type { DialingOptions } from './dialing/options';
import { FaultScript } from './faults/faults';
import { countDuplicates, ResendTracker } from './leads';
import { CallLog } from './methods/callLog';
import type { SimulatorOptions } from './options';
import type { SimulatedMethod } from './parse/methodShape';
import { Traffic, type Exchange } from './requestLog';
import { Account } from './state/account';
import type { AccountSeed } from './state/seed';

/** Everything that a reset restores: account, dialing, faults, log and options. */
export class Simulation {
	readonly options: SimulatorOptions;

	readonly faults = new FaultScript();

	account: Account;

	dialing: Dialing;

	traffic = new Traffic();

	resends = new ResendTracker();

	requests: Exchange[] = [];

	requestsWithViolations = 0;

	faultsApplied = 0;

	callLog = new CallLog();

	constructor(
		private readonly seed: AccountSeed,
		private readonly initialOptions: SimulatorOptions,
		private readonly initialDialing?: Partial<DialingOptions>,
	) {
		this.options = { ...initialOptions };
		this.account = new Account(seed);
		this.dialing = this.newDialing();
	}

	reset(): void {
		Object.assign(this.options, this.initialOptions);
		this.faults.set([]);
		this.account = new Account(this.seed);
		this.dialing.close();
		this.dialing = this.newDialing();
		this.traffic = new Traffic();
		this.resends = new ResendTracker();
		this.requests = [];
		this.requestsWithViolations = 0;
		this.faultsApplied = 0;
		this.callLog = new CallLog();
	}

	stats(): SimulatorStats {
		const { account, traffic } = this;
		const campaigns = [...account.campaigns.values()];
		return {
			requests: traffic.requests.all,
			requestsByMethod: { ...traffic.requests.byMethod },
			maxInFlight: traffic.maxInFlight.all,
			maxInFlightByMethod: { ...traffic.maxInFlight.byMethod },
			leadsAccepted: account.accepted.length,
			leadsSkipped: account.skipped.length,
			doubled: countDuplicates(account.accepted),
			sentAgain: this.resends.sentAgain,
			requestsWithViolations: this.requestsWithViolations,
			faultsApplied: this.faultsApplied,
			pendingCalls: campaigns.reduce((sum, { pending }) => sum + pending.size, 0),
		};
	}

	private newDialing(): Dialing {
		const dialing = new Dialing(this.account, () => this.options.log !== 'counts');
		if (this.initialDialing) dialing.dial(this.initialDialing);
		return dialing;
	}
}

type PerMethod = Partial<Record<SimulatedMethod, number>>;

export interface SimulatorStats {
	readonly requests: number;
	readonly requestsByMethod: PerMethod;
	readonly maxInFlight: number;
	readonly maxInFlightByMethod: PerMethod;
	/** Leads accepted into a queue since the start. Repeated leads count each time. */
	readonly leadsAccepted: number;
	/** Answered with OK but dropped, because the number is on the Do-Not-Call list. */
	readonly leadsSkipped: number;
	/** Leads that were accepted more than once. */
	readonly doubled: number;
	/** Leads that were sent again although an earlier request may have been processed. Not counted with the log `counts`. */
	readonly sentAgain: number;
	/** Requests that violate the API guide. */
	readonly requestsWithViolations: number;
	readonly faultsApplied: number;
	readonly pendingCalls: number;
}
