import type { FaultRule } from './faults/FaultRule';
import type { AcceptedLead } from './inspection/acceptedLeads';
import type { Exchange } from './inspection/Exchange';
import type { SimulatorStats } from './inspection/SimulatorStats';
import type { SimulatorOptions } from './SimulatorOptions';
import type { Account } from './state/Account';
import type { Campaign } from './state/Campaign';

/** A running simulator, as tests hold it. What it shows is live. */
export interface Simulator {
	/** Base URL and Monitor URL alike. */
	readonly url: string;
	readonly port: number;
	readonly accountCode: string;
	readonly campaigns: readonly Campaign[];
	readonly requests: readonly Exchange[];
	readonly state: Account;
	/** Set a member, and the next request meets it. */
	readonly options: SimulatorOptions;
	/** Everything that was ever accepted, lead by lead. */
	leads(campaign?: string): AcceptedLead[];
	stats(): SimulatorStats;
	setFaults(rules: readonly FaultRule[]): void;
	/** Back to how it started: account, options, log, no faults. */
	reset(): void;
	close(): Promise<void>;
}
