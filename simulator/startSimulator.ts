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
	/** 0, the default, uses any free port. */
	readonly port?: number;
	/** Overrides of the default account. */
	readonly seed?: Partial<AccountSeed>;
	/** Dial from the start. If omitted, nothing is dialed until `dial` is called. */
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

/** Calls and notifications so far. Live. */
export interface DialingView {
	/** False until dialing is started. */
	readonly isOn: boolean;
	readonly options: Readonly<DialingOptions>;
	/** The virtual clock. */
	readonly nowMs: number;
	/** Every dialed call, in order. Empty with the log `counts`. */
	readonly calls: readonly DialedCall[];
	totals(): DialingTotals;
	/** Resolves when no call or notification is in progress and no waiting call can be dialed. */
	settled(): Promise<void>;
}

/** A running simulator, as tests use it. Its properties are live. */
export interface Simulator {
	/** Serves as both Base URL and Monitor URL. */
	readonly url: string;
	readonly port: number;
	readonly accountCode: string;
	readonly campaigns: readonly Campaign[];
	readonly requests: readonly Exchange[];
	readonly state: Account;
	/** Mutable: a change applies to the next request. */
	readonly options: SimulatorOptions;
	/** All accepted leads, including those already dialed or removed. */
	leads(campaign?: string): AcceptedLead[];
	stats(): SimulatorStats;
	setFaults(rules: readonly FaultRule[]): void;
	readonly dialing: DialingView;
	/** Starts dialing, or continues with changed options. */
	dial(changes?: Partial<DialingOptions>): void;
	/** Starts no further calls. Calls in progress finish. */
	stopDialing(): void;
	/** Restores the initial state and removes all faults. */
	reset(): void;
	close(): Promise<void>;
}
