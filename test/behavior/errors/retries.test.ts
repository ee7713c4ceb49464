import type { INodeParameters } from 'n8n-workflow';
import { withoutPauses } from '../../harness/n8n';
import { byId, runNode, type NodeRun, type NodeSetup } from '../../harness/runNode';
import { ok, okWith, Wire } from '../../harness/wire';

const wire = new Wire();
const pauses = withoutPauses();

const add = async (
	options: INodeParameters,
	items?: object[],
	parameters: INodeParameters = {},
	node?: NodeSetup['node'],
): Promise<NodeRun> =>
	await runNode({
		node,
		parameters: {
			resource: 'call',
			operation: 'add',
			campaign: byId('c1'),
			target: '={{ $json.phone ?? "0501234567" }}',
			options,
			...parameters,
		},
		items,
	});

/** The campaign's queue is empty, whenever it is read. */
const emptyQueue = (times: number) => {
	if (times > 0) wire.answer(okWith({ Calls: [] }), { method: 'GetCampaignPendingCalls', times });
};

const waitingCall = { Phone: '0501234567', CallerID: '', OriginateTime: 0, Priority: 0 };

it.each([
	['add', 'AddCall'],
	['addMany', 'AddCallsBulk'],
])(
	'looks a lead up in the queue before resending it after HTTP 503 (call: %s)',
	async (operation, method) => {
		wire.answer({ status: 503 }, { method });
		wire.answer(okWith({ Calls: [waitingCall] }), { method: 'GetCampaignPendingCalls' });
		const { items } = await add({}, undefined, { operation });
		expect(items[0].json.status).toBe('added');
		expect(wire.of(method)).toHaveLength(1);
	},
);

it.each([
	['add', 'AddCall'],
	['addMany', 'AddCallsBulk'],
])(
	'resends nothing after HTTP 503 if the queue is unreadable (call: %s)',
	async (operation, method) => {
		wire.answer({ status: 503 }, { method });
		wire.answer({ status: 500 }, { method: 'GetCampaignPendingCalls' });
		const node = { onError: 'continueRegularOutput' } as const;
		const { items } = await add({}, undefined, { operation }, node);
		expect(items[0].json.status).toBe('unknown');
		expect(wire.of(method)).toHaveLength(1);
	},
);

it('after HTTP 503, resends only those leads of a batch that are not in the queue', async () => {
	wire.answer({ status: 503 }, { method: 'AddCallsBulk' });
	wire.answer(okWith({ Calls: [waitingCall] }), { method: 'GetCampaignPendingCalls' });
	wire.answer(ok, { method: 'AddCallsBulk' });
	const leads = ['0501234566', '0501234567', '0501234568'].map((phone) => ({ phone }));
	const { items } = await add({}, leads, { operation: 'addMany' });
	expect(items.map(({ json }) => json.status)).toEqual(['added', 'added', 'added']);
	expect(
		wire
			.of('AddCallsBulk')
			.map(({ body }) => (body as Array<{ Target: string }>).map(({ Target }) => Target)),
	).toEqual([leads.map(({ phone }) => phone), ['0501234566', '0501234568']]);
});

it.each(['-1', 'soon 1'])(
	'looks a lead up in the queue after HTTP 503 with an unreadable Retry-After (%s)',
	async (wish) => {
		wire.answer({ status: 503, headers: { 'Retry-After': wish } }, { method: 'AddCall' });
		wire.answer(okWith({ Calls: [waitingCall] }), { method: 'GetCampaignPendingCalls' });
		const { items } = await add({ maxRetries: 1 });
		expect(items[0].json.status).toBe('added');
		expect(wire.of('AddCall')).toHaveLength(1);
	},
);

it.each([429, 503])('resends if the service was too busy (%d)', async (status) => {
	wire.answer({ status }, { method: 'AddCall', times: 2 });
	wire.answer(ok, { method: 'AddCall' });
	emptyQueue(status === 503 ? 2 : 0);
	const { items, error } = await add({});
	expect(error).toBeUndefined();
	expect(items).toHaveLength(1);
	expect(items[0].json.status).toBe('added');
	expect(wire.of('AddCall')).toHaveLength(3);
});

it('gives up after Max Retries, three by default', async () => {
	wire.answer({ status: 503 }, { method: 'AddCall', times: 4 });
	emptyQueue(4);
	const { error } = await add({});
	expect(error?.message).toMatch(/503/);
	expect(wire.of('AddCall')).toHaveLength(4);
});

it('does not resend if Max Retries is 0', async () => {
	wire.answer({ status: 429 });
	const { error } = await add({ maxRetries: 0 });
	expect(error?.message).toMatch(/429/);
});

it('waits as long as Retry-After says', async () => {
	wire.answer({ status: 429, headers: { 'Retry-After': '7' } });
	wire.answer(ok);
	const { error } = await add({ maxRetries: 1 });
	expect(error).toBeUndefined();
	expect(pauses).toEqual([7000]);
});

it.each(['61', new Date(Date.now() + 3_600_000).toUTCString()])(
	'sends nothing more if the service asks for a long pause (%s)',
	async (wish) => {
		wire.answer({ status: 503, headers: { 'Retry-After': wish } });
		const { error } = await add({ maxConcurrency: 1 }, [{}, {}, {}]);
		expect(error?.message).toMatch(/503/);
		expect(error?.description).toMatch(/Retry in the executions list/);
		expect(wire.requests).toHaveLength(1);
	},
);

it.each(['add', 'addMany'])(
	'does not mention Retry if the execution continues, because n8n offers none then (call: %s)',
	async (operation) => {
		wire.answer({ status: 503 }, { method: operation === 'add' ? 'AddCall' : 'AddCallsBulk' });
		emptyQueue(1);
		const { items } = await runNode({
			parameters: {
				resource: 'call',
				operation,
				campaign: byId('c1'),
				target: '0501234567',
				options: { maxRetries: 0 },
			},
			node: { onError: 'continueRegularOutput' },
		});
		expect(items[0].json.status).toBe('skipped');
		expect(items[0].json.description).toMatch(/only the leads that were not sent/);
		expect(items[0].json.description).not.toMatch(/Press Retry/);
	},
);

it.each([
	['ENOTFOUND', 'getaddrinfo ENOTFOUND api.voicenter.co.il', /host|name/i],
	['EAI_AGAIN', 'getaddrinfo EAI_AGAIN api.voicenter.co.il', /host|name/i],
	['ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:443', /refused|reach/i],
])('resends what never reached the service (%s)', async (code, message, says) => {
	wire.fail(code, message);
	wire.answer(ok);
	expect((await add({ maxRetries: 1 })).items[0].json.status).toBe('added');
	wire.fail(code, message);
	const { error } = await add({ maxRetries: 0 });
	expect(error?.message).toMatch(says);
	expect(error?.description).toMatch(/URL/);
});

it.each(['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ECONNABORTED'])(
	'does not resend what may have arrived (%s)',
	async (code) => {
		wire.fail(code, code, { method: 'AddCall' });
		wire.answer(okWith({ Calls: [] }), { method: 'GetCampaignPendingCalls', isOptional: true });
		const { error } = await add({ maxRetries: 3 });
		expect(error?.message).toMatch(/item 0\b/);
	},
);

it('continues after a single HTTP 403, because a firewall may reject one name', async () => {
	wire.answer({ status: 403, body: 'Forbidden' });
	wire.answer(ok);
	wire.answer({ status: 403, body: 'Forbidden' });
	wire.answer(ok);
	const phones = ['0500000001', '0500000002', '0500000003', '0500000004'];
	const { items } = await add(
		{ maxConcurrency: 1 },
		phones.map((phone) => ({ phone })),
		{},
		{ onError: 'continueRegularOutput' },
	);
	expect(items.map(({ json }) => json.status)).toEqual(['skipped', 'added', 'skipped', 'added']);
});

it('sends nothing more after two HTTP 403 responses in a row', async () => {
	wire.answer({ status: 403, body: 'Forbidden' }, { times: 2 });
	const phones = ['0500000001', '0500000002', '0500000003', '0500000004'];
	const { error } = await add(
		{ maxConcurrency: 1 },
		phones.map((phone) => ({ phone })),
	);
	expect(error?.message).toMatch(/403/);
	expect(wire.requests).toHaveLength(2);
});
