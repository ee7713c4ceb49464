import { byId } from '../harness/locator';
import { runNode } from '../harness/runNode';
import { LocalServer } from '../harness/server';

const server = new LocalServer();
const items = Array.from({ length: 2000 }, (_, index) => ({ phone: String(972500000000 + index) }));

it('adds 2,000 calls one by one, none lost and none twice', async () => {
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
