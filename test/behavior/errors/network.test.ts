import { createServer, type AddressInfo } from 'node:net';
import { failuresOf, onErrorModes, successesOf, type OnError } from '../../harness/execution';
import { byId, runNode, type NodeRun } from '../../harness/runNode';
import { LocalServer, type Handler } from '../../harness/server';

const server = new LocalServer();
const targets = ['0500000000', '0500000001', '0500000002'];

interface Case {
	readonly handle: Handler;
	readonly says: RegExp;
}

const cases: Readonly<Record<string, Case>> = {
	'no answer in time': { handle: () => {}, says: /in time|timeout/i },
	'a reset connection': {
		handle: ({ socket }) => socket.resetAndDestroy(),
		says: /connection/i,
	},
	'an answer that breaks off': {
		handle: ({ socket }, response) => {
			response.writeHead(200, { 'Content-Length': '1000' }).write('{"ErrorCode": 0');
			setTimeout(() => socket.destroy(), 20);
		},
		says: /connection|incomplete/i,
	},
};

async function addThree(onError: OnError, baseUrl = server.url): Promise<NodeRun> {
	return await runNode({
		parameters: {
			resource: 'call',
			operation: 'add',
			campaign: byId('c1'),
			target: '={{ $json.phone }}',
			options: { maxRetries: 1, timeout: 150 },
		},
		items: targets.map((phone) => ({ phone })),
		node: { onError },
		credential: { baseUrl },
	});
}

const sendsOf = (target: string) => server.bodies.filter((body) => body.includes(target)).length;

describe.each(Object.entries(cases))('%s', (_name, { handle, says }) => {
	beforeEach(() => {
		server.handler = (request, response, body) => {
			if (body.includes(targets[1])) return handle(request, response, body);
			const data = request.url?.endsWith('GetCampaignPendingCalls') ? { Calls: [] } : undefined;
			response.end(JSON.stringify({ ErrorCode: 0, Description: 'OK', Data: data }));
		};
	});

	it('is an error of its item, which is sent once', async () => {
		const { error } = await addThree('stopWorkflow');
		expect(error).toMatchObject({ name: 'NodeApiError', context: { itemIndex: 1 } });
		expect(error?.message).toMatch(/item 1\b/);
		expect(error?.description).toMatch(/\w+/);
		expect(targets.map(sendsOf)).toEqual([1, 1, 1]);
	});

	it('says what happened', async () => {
		const { error } = await addThree('stopWorkflow');
		expect(`${error?.message}\n${error?.description}`).toMatch(says);
	});

	it.each(onErrorModes.slice(1))('passes the item on (%s)', async (mode) => {
		const run = await addThree(mode);
		expect(run.error).toBeUndefined();
		expect(successesOf(run).map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 2 },
		]);
		const [failure, ...others] = failuresOf(run, mode);
		expect(others).toEqual([]);
		expect(failure.item).toBe(1);
		expect(failure.text).toMatch(/respond|connection/i);
		if (mode === 'continueRegularOutput') {
			expect(failure.json).toMatchObject({ status: 'unknown', reason: 'noAnswer' });
		}
		expect(targets.map(sendsOf)).toEqual([1, 1, 1]);
	});
});

/** A port without a server. */
async function closedPort(): Promise<number> {
	const probe = createServer();
	await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
	const { port } = probe.address() as AddressInfo;
	await new Promise((resolve) => probe.close(resolve));
	return port;
}

describe('a refused connection', () => {
	it('is an error that names the first item', async () => {
		const { error } = await addThree('stopWorkflow', `http://127.0.0.1:${await closedPort()}`);
		expect(error?.message).toMatch(/refused|reach/i);
		expect(error?.message).toMatch(/item 0\b/);
		expect(error?.description).toMatch(/URL/);
	});

	it.each(onErrorModes.slice(1))('passes every item on (%s)', async (mode) => {
		const run = await addThree(mode, `http://127.0.0.1:${await closedPort()}`);
		expect(run.error).toBeUndefined();
		expect(successesOf(run)).toEqual([]);
		expect(failuresOf(run, mode).map(({ item }) => item)).toEqual([0, 1, 2]);
	});

	it('is known not to have reached the service', async () => {
		const baseUrl = `http://127.0.0.1:${await closedPort()}`;
		const { items } = await addThree('continueRegularOutput', baseUrl);
		for (const { json } of items) {
			expect(json).toMatchObject({ status: 'skipped', reason: 'stopped' });
		}
	});
});

it('Timeout ends a response that arrives too slowly', async () => {
	server.handler = ({ url }, response) => {
		if (url?.endsWith('GetCampaignPendingCalls')) {
			response.end('{"ErrorCode":0,"Description":"OK","Data":{"Calls":[]}}');
			return;
		}
		response.writeHead(200, { 'Content-Type': 'application/json' });
		const trickle = setInterval(() => response.write(' '), 20);
		response.once('close', () => clearInterval(trickle));
	};
	const { items } = await addThree('continueRegularOutput');
	expect(items).toHaveLength(3);
	for (const { json } of items) {
		expect(json.status).toBe('unknown');
		expect(json.description).toMatch(/no answer within|timeout|in time/i);
	}
});
