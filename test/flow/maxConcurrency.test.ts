import type { INodeParameters } from 'n8n-workflow';
import { byId } from '../harness/locator';
import { runNode, type NodeRun } from '../harness/runNode';
import { LocalServer } from '../harness/server';

const server = new LocalServer();
const items = Array.from({ length: 200 }, (_, index) => ({ phone: String(972500000000 + index) }));

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

it('call: addMany counts the reading of the pending calls of each campaign', async () => {
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
