import type { AddressInfo } from 'node:net';
import type { DialingOptions } from './dialing/DialingOptions';
import type { AccountSeed } from './seed/AccountSeed';
import { defaultSeed } from './seed/defaultSeed';
import { acceptedLeads } from './inspection/acceptedLeads';
import { createServer } from './server/createServer';
import { Simulation } from './Simulation';
import type { Simulator } from './Simulator';
import { defaultOptions, type SimulatorOptions } from './SimulatorOptions';

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
