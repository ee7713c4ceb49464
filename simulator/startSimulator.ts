import type { AddressInfo } from 'node:net';
import type { DialedCall, DialingTotals } from './dialing/callHistory';
import type { DialingOptions } from './dialing/options';
import type { FaultRule } from './faults/faults';
import { acceptedLeads, type AcceptedLead } from './leads';
import { defaultOptions, type SimulatorOptions } from './options';
import type { Exchange } from './requestLog';
import { createServer } from './server/createServer';
import { Simulation, type SimulatorStats } from './simulation';
import type { Account, Campaign } from './state/account';
import { defaultSeed, type AccountSeed } from './state/seed';

export interface StartOptions extends Partial<SimulatorOptions> {
	/** 0, the default, takes any free port. */
	readonly port?: number;
	/** What differs from the default account. */
	readonly seed?: Partial<AccountSeed>;
	/** Dial from the start. Without it nothing is dialed until `dial` says so. */
	readonly dialing?: Partial<DialingOptions>;
}

const host = '127.0.0.1';

export async function startSimulator(start: StartOptions = {}): Promise<Simulator> {
	const { port = 0, seed, dialing, ...options } = start;
	const simulation = new Simulation(
		{ ...defaultSeed, ...seed },
		{ ...defaultOptions, ...options },
		dialing,
	);
	const app = createServer(simulation);
	await app.listen({ host, port });
	const address = app.server.address() as AddressInfo;

	return {
		url: `http://${host}:${address.port}`,
		port: address.port,
		accountCode: simulation.account.code,
		get campaigns() {
			return [...simulation.account.campaigns.values()];
		},
		get requests() {
			return simulation.requests;
		},
		get state() {
			return simulation.account;
		},
		get dialing() {
			return simulation.dialing;
		},
		options: simulation.options,
		leads: (campaign) => acceptedLeads(simulation.account.accepted, campaign),
		stats: () => simulation.stats(),
		setFaults: (rules) => simulation.faults.set(rules),
		dial: (changes) => simulation.dialing.dial(changes),
		stopDialing: () => simulation.dialing.stop(),
		reset: () => simulation.reset(),
		close: async () => {
			simulation.dialing.close();
			await app.close();
		},
	};
}

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
