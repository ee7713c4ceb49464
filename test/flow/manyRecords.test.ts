import { byId } from '../harness/locator';
import { runNode } from '../harness/runNode';
import { LocalServer } from '../harness/server';

const server = new LocalServer();

it('gives out 150,000 waiting calls', async () => {
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
