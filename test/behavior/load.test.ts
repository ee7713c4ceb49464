import type { INodeParameters } from 'n8n-workflow';
import { byId, runNode, type NodeRun } from '../harness/runNode';
import { LocalServer } from '../harness/server';

const server = new LocalServer();

describe('many items', () => {
	const items = Array.from({ length: 1000 }, (_, index) => ({
		phone: String(972500000000 + index),
	}));

	it('adds 1,000 calls one by one, none lost and none twice', async () => {
		const { items: output, error } = await runNode({
			parameters: {
				resource: 'call',
				operation: 'add',
				campaign: byId('c1'),
				target: '={{ $json.phone }}',
				additionalFields: { customerName: 'Dana' },
			},
			items,
			credential: { baseUrl: server.url },
		});
		expect(error).toBeUndefined();
		const sent = server.bodies.map((body) => (JSON.parse(body) as { Target: string }).Target);
		expect(sent.sort()).toEqual(items.map(({ phone }) => phone));
		expect(server.mostInFlight).toBeLessThanOrEqual(10);
		expect(output).toEqual(
			items.map(({ phone }, item) => ({
				json: { campaign: 'c1', target: phone, status: 'added', errorCode: 0, description: 'OK' },
				pairedItem: { item },
			})),
		);
	});
});

describe('many records', () => {
	it('returns 150,000 waiting calls', async () => {
		const calls = Array.from({ length: 150_000 }, (_, index) => ({ Phone: String(index) }));
		const answer = JSON.stringify({ Data: { Calls: calls }, ErrorCode: 0, Description: 'OK' });
		server.handler = (_request, response) => response.end(answer);
		const { items, error } = await runNode({
			parameters: { resource: 'call', operation: 'getAll', campaign: byId('c1'), returnAll: true },
			credential: { baseUrl: `${server.url}/` },
		});
		expect(error).toBeUndefined();
		expect(items).toHaveLength(150_000);
		expect(items[149_999]).toEqual({ json: { Phone: '149999' }, pairedItem: { item: 0 } });
	});
});

describe('Max Concurrency', () => {
	const items = Array.from({ length: 200 }, (_, index) => ({
		phone: String(972500000000 + index),
	}));

	beforeEach(() => {
		server.handler = (_request, response) => {
			const answer = { ErrorCode: 0, Description: 'OK', Data: { Calls: [] } };
			setTimeout(() => response.end(JSON.stringify(answer)), 5);
		};
	});

	const run = async (operation: string, options: INodeParameters): Promise<NodeRun> =>
		await runNode({
			parameters: {
				resource: 'call',
				operation,
				campaign: byId('c1'),
				target: '={{ $json.phone }}',
				options,
			},
			items,
			credential: { baseUrl: server.url },
		});

	it.each([
		['add', {}, 10],
		['add', { maxConcurrency: 3 }, 3],
		['remove', { maxConcurrency: 1 }, 1],
		['addMany', { batchSize: 5 }, 2],
		['addMany', { batchSize: 5, maxConcurrency: 4 }, 4],
	])('call: %s with %j has %d requests in flight', async (operation, options, expected) => {
		const { items: output, error } = await run(operation, options);
		expect(error).toBeUndefined();
		expect(output.map(({ json }) => json.target)).toEqual(items.map(({ phone }) => phone));
		expect(server.bodies).toHaveLength(operation === 'addMany' ? 40 : 200);
		expect(server.mostInFlight).toBe(expected);
	});

	it('call: addMany includes the queue lookup of each campaign in Max Concurrency', async () => {
		const { error } = await runNode({
			parameters: {
				resource: 'call',
				operation: 'addMany',
				campaign: byId('={{ $json.campaign }}'),
				target: '={{ $json.phone }}',
				options: { skipPending: true, batchSize: 1, maxConcurrency: 1 },
			},
			items: items.slice(0, 12).map((item, index) => ({ ...item, campaign: `c${index % 6}` })),
			credential: { baseUrl: server.url },
		});
		expect(error).toBeUndefined();
		expect(server.bodies).toHaveLength(6 + 12);
		expect(server.mostInFlight).toBe(1);
	});
});

describe('Stop', () => {
	const items = Array.from({ length: 100 }, (_, index) => ({
		phone: String(972500000000 + index),
	}));

	/** Stops the execution when this many requests have arrived. They are answered a little later. */
	async function stopAt(count: number, operation: string, status = 200): Promise<void> {
		const reached = new Promise<void>((resolve) => {
			server.handler = (_request, response) => {
				if (server.bodies.length === count) resolve();
				setTimeout(() => {
					response.statusCode = status;
					response.end('{"ErrorCode":0,"Description":"OK"}');
				}, 20);
			};
		});
		await runNode({
			parameters: {
				resource: 'call',
				operation,
				campaign: byId('c1'),
				target: '={{ $json.phone }}',
				options: { maxConcurrency: 2, ...(operation === 'addMany' && { batchSize: 1 }) },
			},
			items,
			credential: { baseUrl: server.url },
			stopWhen: reached,
		});
		await new Promise((resolve) => setTimeout(resolve, 100));
	}

	it.each(['add', 'update', 'addMany'])('Stop ends the sending (call: %s)', async (operation) => {
		await stopAt(5, operation);
		expect(server.bodies.length).toBeGreaterThanOrEqual(5);
		expect(server.bodies.length).toBeLessThanOrEqual(7);
	});

	it('Stop ends the retries', async () => {
		await stopAt(2, 'add', 503);
		expect(server.bodies.length).toBeLessThanOrEqual(4);
	});
});
