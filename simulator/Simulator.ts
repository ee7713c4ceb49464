import type { DialedCall } from './dialing/DialedCall';
import type { DialingOptions } from './dialing/DialingOptions';
import type { DialingTotals } from './dialing/DialingTotals';
import type { FaultRule } from './faults/FaultRule';
import type { AcceptedLead } from './inspection/acceptedLeads';
import type { Exchange } from './inspection/Exchange';
import type { SimulatorStats } from './inspection/SimulatorStats';
import type { SimulatorOptions } from './SimulatorOptions';
import type { Account } from './state/Account';
import type { Campaign } from './state/Campaign';

/** What was dialed, and who was told. Live. */
export interface DialingView {
	/** Off until somebody lets it dial. */
	readonly isOn: boolean;
	readonly options: Readonly<DialingOptions>;
	/** The dialing's own clock. */
	readonly nowMs: number;
	/** Every call that was dialed, in order; none with the log `counts`. */
	readonly calls: readonly DialedCall[];
	totals(): DialingTotals;
	/** Resolves when no call and no notification is under way, and no waiting call can be dialed. */
	settled(): Promise<void>;
}

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
	readonly dialing: DialingView;
	/** Begins to work the queues, or goes on with other options; those not named stay as they are. */
	dial(changes?: Partial<DialingOptions>): void;
	/** No further call; those under way come to their end. */
	stopDialing(): void;
	/** Back to how it started: account, options, dialing, log, no faults. */
	reset(): void;
	close(): Promise<void>;
}
