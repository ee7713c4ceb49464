import { Dialing } from './dialing/Dialing';
import type { DialingOptions } from './dialing/DialingOptions';
import { FaultScript } from './faults/FaultScript';
import { countDoubled } from './inspection/countDoubled';
import type { Exchange } from './inspection/Exchange';
import { Sendings } from './inspection/Sendings';
import type { SimulatorStats } from './inspection/SimulatorStats';
import { Traffic } from './inspection/Traffic';
import type { AccountSeed } from './seed/AccountSeed';
import type { SimulatorOptions } from './SimulatorOptions';
import { Account } from './state/Account';

/** Everything that a reset starts anew: the account, the dialing, the script of faults, the log, the options. */
export class Simulation {
	readonly options: SimulatorOptions;

	readonly faults = new FaultScript();

	account: Account;

	dialing: Dialing;

	traffic = new Traffic();

	sendings = new Sendings();

	requests: Exchange[] = [];

	requestsWithViolations = 0;

	faultsApplied = 0;

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
		this.sendings = new Sendings();
		this.requests = [];
		this.requestsWithViolations = 0;
		this.faultsApplied = 0;
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
			doubled: countDoubled(account.accepted),
			sentAgain: this.sendings.sentAgain,
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
