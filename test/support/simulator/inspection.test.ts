import { Code, useSimulator } from './client';

const world = useSimulator();

const lead = { Code, Campaign: 'agents', Target: '0501234567' };
const change = async (path: string, body: unknown) =>
	await world.client.post(`/_simulator/${path}`, 'application/json', JSON.stringify(body));

it('shows each request with its answer', async () => {
	await world.client.query('AddCall', { ...lead, Priority: 'x' });
	const { text } = await world.client.get('/_simulator/requests');
	const query = `Code=${Code}&Campaign=agents&Target=0501234567&Priority=x`;
	expect(JSON.parse(text)).toEqual([
		{
			sequence: 1,
			method: 'AddCall',
			verb: 'GET',
			path: '/ForwardDialer/Dialer/AddCall',
			url: `/ForwardDialer/Dialer/AddCall?${query}`,
			contentType: '',
			encoding: 'query',
			parameters: { ...lead, Priority: 'x' },
			rawBody: '',
			violations: ['Priority must be an integer, but is "x"'],
			notes: [],
			inFlight: 1,
			arrivedAt: expect.any(Number),
			answeredAt: expect.any(Number),
			answer: {
				status: 200,
				body: '{"ErrorCode":2,"Description":"Priority must be an integer, but is \\"x\\""}',
			},
		},
	]);
});

it('shows leads, state and stats', async () => {
	await world.client.json('AddCall', lead);
	await world.client.json('AddCall', { ...lead, Campaign: 'ivr' });
	const calls = JSON.parse(
		(await world.client.get('/_simulator/calls?campaign=agents')).text,
	) as unknown;
	expect(calls).toMatchObject([{ campaign: 'agents', phone: '972501234567', times: 1 }]);
	expect((await world.client.get('/_simulator/state')).body).toMatchObject({
		accountCode: Code,
		campaigns: expect.arrayContaining([
			expect.objectContaining({ code: 'ivr', kind: 'ivr', pendingCalls: 1 }),
		]),
		options: { strict: true },
	});
	expect((await world.client.get('/_simulator/stats')).body).toEqual(world.simulator.stats());
	expect(world.simulator.stats()).toMatchObject({ requests: 2, leadsAccepted: 2 });
});

it('sets faults and options over HTTP, and a reset reverts them', async () => {
	await change('faults', [{ method: 'AddCall', fault: { kind: 'empty' } }]);
	expect((await world.client.json('AddCall', lead)).text).toBe('');
	await change('options', { forbidden: true, latencyMs: 1 });
	expect((await world.client.json('StopCampaign', lead)).status).toBe(403);
	expect((await change('reset', {})).body).toEqual({ ok: true });
	expect(world.simulator.stats()).toMatchObject({ requests: 0, leadsAccepted: 0, pendingCalls: 0 });
	expect(world.simulator.options).toMatchObject({ forbidden: false, latencyMs: 0 });
	expect((await world.client.json('AddCall', lead)).body).toEqual({
		ErrorCode: 0,
		Description: 'OK',
	});
});

it.each([
	['faults', {}, /JSON array/],
	['faults', [{ fault: { kind: 'nonsense' } }], /Rule 0 needs a fault whose kind/],
	['faults', [{ method: 'Nonsense', fault: { kind: 'empty' } }], /Rule 0 knows no method Nonsense/],
	['faults', [{ methode: 'AddCall', fault: { kind: 'empty' } }], /Rule 0 has no field methode/],
	['options', { nonsense: true }, /Unknown option: nonsense/],
	['options', { strict: 'no' }, /Option strict cannot be "no"/],
])('POST /_simulator/%s %j is rejected', async (path, body, text) => {
	const reply = await change(path, body);
	expect(reply.status).toBe(400);
	expect(reply.body?.message).toMatch(text);
});
