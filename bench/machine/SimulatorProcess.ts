import { join } from 'node:path';
import type { SimulatorStats } from '../../simulator';
import { freePort } from '../../e2e/machine/freePort';
import { repositoryRoot } from '../../e2e/machine/repositoryRoot';
import { startCommand } from '../../e2e/machine/startCommand';
import { waitUntil } from '../../e2e/machine/waitUntil';

const startTimeoutMs = 30_000;

/** A simulator that shares its event loop with nothing that is measured. */
export class SimulatorProcess {
	private constructor(
		readonly url: string,
		readonly accountCode: string,
		readonly campaign: string,
	) {}

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
			'The simulator is there',
			async () => {
				try {
					const response = await fetch(`${url}/_simulator/state`);
					return (await response.json()) as { accountCode: string; campaigns: Campaign[] };
				} catch {
					return undefined;
				}
			},
			startTimeoutMs,
		);
		return new SimulatorProcess(url, state.accountCode, state.campaigns[0].code);
	}

	/** Empty, keeping numbers only. */
	async reset(latencyMs = 0): Promise<void> {
		await this.post('reset', {});
		await this.post('options', { log: 'counts', latencyMs });
	}

	async stats(): Promise<SimulatorStats> {
		return (await (await fetch(`${this.url}/_simulator/stats`)).json()) as SimulatorStats;
	}

	private async post(path: string, body: unknown): Promise<void> {
		const response = await fetch(`${this.url}/_simulator/${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
		});
		if (!response.ok) throw new Error(`The simulator answered ${response.status} to ${path}`);
	}
}

interface Campaign {
	readonly code: string;
}
