import { byId } from '../harness/locator';
import { runNode } from '../harness/runNode';
import { LocalServer } from '../harness/server';

const server = new LocalServer();
const items = Array.from({ length: 100 }, (_, index) => ({ phone: String(972500000000 + index) }));

/** Stops the execution when this many requests have arrived; they are answered a little later. */
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
