import { join } from 'node:path';
import { repositoryRoot } from '../e2e/machine/folders';
import { freePort, startCommand, waitUntil } from '../e2e/machine/processes';
import type {
	AcceptedLead,
	CampaignKind,
	DialedCall,
	DialingOptions,
	DialingTotals,
	FaultRule,
	SimulatorOptions,
	SimulatorStats,
} from '../simulator';

const startTimeoutMs = 30_000;

/** A simulator in its own process, so that it does not block the measured process. */
export class SimulatorProcess {
	private constructor(
		readonly url: string,
		readonly accountCode: string,
		readonly campaigns: readonly SimulatedCampaign[],
	) {}

	get campaign(): string {
		return this.campaigns[0].code;
	}

	static async start(): Promise<SimulatorProcess> {
		const port = await freePort();
		const url = `http://127.0.0.1:${port}`;
		startCommand({
			file: process.execPath,
			args: [
				require.resolve('tsx/cli'),
				join(repositoryRoot, 'simulator', 'main.ts'),
				`--port=${port}`,
			],
			folder: repositoryRoot,
			environment: process.env,
		});
		const state = await waitUntil(
			'Waiting for the simulator',
			async () => {
				try {
					const response = await fetch(`${url}/_simulator/state`);
					return (await response.json()) as { accountCode: string; campaigns: SimulatedCampaign[] };
				} catch {
					return undefined;
				}
			},
			startTimeoutMs,
		);
		return new SimulatorProcess(url, state.accountCode, state.campaigns);
	}

	/** Empties the simulator. By default it then counts requests instead of logging them. */
	async reset(latencyMs = 0, log: SimulatorOptions['log'] = 'counts'): Promise<void> {
		await this.ask('reset', 'POST', {});
		await this.ask('options', 'POST', { log, latencyMs });
	}

	async stats(): Promise<SimulatorStats> {
		return (await this.ask('stats')) as SimulatorStats;
	}

	async setFaults(rules: readonly FaultRule[]): Promise<void> {
		await this.ask('faults', 'POST', rules);
	}

	/** All leads that this campaign has accepted. */
	async leads(campaign: string): Promise<readonly AcceptedLead[]> {
		return (await this.ask(`calls?campaign=${campaign}`)) as AcceptedLead[];
	}

	async dial(options: Partial<DialingOptions>): Promise<void> {
		await this.ask('dialing', 'PUT', options);
	}

	async stopDialing(): Promise<void> {
		await this.ask('dialing', 'DELETE');
	}

	async dialingTotals(): Promise<DialingTotals> {
		return ((await this.ask('dialing')) as { totals: DialingTotals }).totals;
	}

	async dialedCalls(): Promise<readonly DialedCall[]> {
		return (await this.ask('dialing/calls')) as DialedCall[];
	}

	private async ask(path: string, method = 'GET', body?: unknown): Promise<unknown> {
		const response = await fetch(`${this.url}/_simulator/${path}`, {
			method,
			...(body !== undefined && {
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify(body),
			}),
		});
		if (!response.ok) throw new Error(`The simulator returned ${response.status} for ${path}`);
		return await response.json();
	}
}

/** From the simulator's state endpoint. */
interface SimulatedCampaign {
	readonly code: string;
	readonly kind: CampaignKind;
	readonly status: string;
	readonly pendingCalls: number;
}
