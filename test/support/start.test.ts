import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repositoryRoot } from '../../e2e/machine/folders';
import { groupBy } from '../../e2e/mainJob/leadJob';
import { runInProcess } from '../../scripts/mainJobInProcess';
import { startSimulator, type Simulator } from '../../simulator';

const file = join(repositoryRoot, 'examples', 'leads.csv');

describe('the main job in this process', () => {
	let simulator: Simulator;
	beforeAll(async () => {
		simulator = await startSimulator({ port: 0 });
	});
	afterAll(async () => await simulator.close());

	it('adds the leads of the file as the ready-made workflow does', async () => {
		const { faults, verdicts, queueLength } = await runInProcess(simulator, file);
		expect(faults).toEqual([]);
		const counts = [...groupBy(verdicts, ({ status }) => status)].map(
			([status, leads]) => [status, leads.length] as const,
		);
		expect(Object.fromEntries(counts)).toEqual({ added: 289, skipped: 3, rejected: 8 });
		expect(queueLength).toBe(289);
		expect(simulator.requests.map(({ method }) => method)).toEqual(['AddCallsBulk']);
	});

	it('reports a workflow that fails', async () => {
		simulator.reset();
		simulator.options.forbidden = true;
		const { faults } = await runInProcess(simulator, file);
		expect(faults).toEqual([
			expect.stringContaining('n8n ended the workflow with “error”'),
			'300 leads got 0 verdicts',
		]);
	});
});

describe('npm start', () => {
	const cache = mkdtempSync(join(tmpdir(), 'start-'));
	const silent = createServer((socket) => socket.unref());
	afterAll(() => {
		silent.close();
		rmSync(cache, { recursive: true, force: true });
	});

	/** The first start, with an empty cache folder. It ends in time, or is interrupted once `until` is printed. */
	async function firstStart(registry: string, until?: string) {
		const start = spawn(process.execPath, ['--import', 'tsx', 'scripts/start.ts', '--once'], {
			cwd: repositoryRoot,
			env: {
				...process.env,
				XDG_CACHE_HOME: cache,
				npm_config_registry: registry,
				npm_config_fetch_retry_mintimeout: '1',
			},
		});
		let output = '';
		for (const stream of [start.stdout, start.stderr]) {
			stream.setEncoding('utf8').on('data', (text: string) => {
				output += text;
				if (until !== undefined && output.includes(until)) start.kill('SIGINT');
			});
		}
		const [exitCode] = (await once(start, 'close')) as [number | null];
		return { exitCode, output };
	}

	it('without a network shows its plan and the verdicts, then what is wrong', async () => {
		const { exitCode, output } = await firstStart('http://127.0.0.1:9');
		expect(output).toMatch(
			/^Adds the 300 leads[^]+in n8n's own engine[^]+289 added[^]+The queue matches[^]+(cannot be reached|free disk space)/,
		);
		expect(output).not.toMatch(/^ {4}at /m);
		expect(exitCode).toBe(1);
	});

	it('reports no failure if it is interrupted', async () => {
		await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
		const { port } = silent.address() as AddressInfo;
		const { exitCode, output } = await firstStart(`http://127.0.0.1:${port}`, 'The queue matches');
		expect(output).toMatch(/Stopping …\n$/);
		expect(exitCode).toBe(130);
	});
});
