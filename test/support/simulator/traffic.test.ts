import { startSimulator } from '../../../simulator';
import { clientOf, Code, smallSeed, useSimulator } from './client';

const world = useSimulator();

const lead = (index: number) => ({
	Code,
	Campaign: 'agents',
	Target: `05${String(index).padStart(8, '0')}`,
	CustomerName: `Customer ${index}`,
	Priority: index % 3,
	CustomData: { var_lead_id: `lead-${index}`, var_source: 'csv' },
});

const leads = (from: number, count: number) =>
	Array.from({ length: count }, (_, index) => lead(from + index));

it('counts the requests in flight', async () => {
	world.simulator.options.latencyMs = 400;
	await Promise.all([
		...leads(0, 5).map(async (body) => await world.client.json('AddCall', body)),
		world.client.json('GetCampaignList', { Code }),
	]);
	await world.client.json('AddCall', lead(9));

	expect(world.simulator.stats()).toMatchObject({
		requests: 7,
		requestsByMethod: { AddCall: 6, GetCampaignList: 1 },
		maxInFlight: 6,
		maxInFlightByMethod: { AddCall: 5, GetCampaignList: 1 },
	});
	expect(world.simulator.requests.map(({ inFlight }) => inFlight)).toEqual([1, 2, 3, 4, 5, 6, 1]);
	for (const { arrivedAt, answeredAt = 0 } of world.simulator.requests) {
		expect(answeredAt - arrivedAt).toBeGreaterThanOrEqual(390);
	}
});

it('requests one after the other are never two in flight', async () => {
	for (const body of leads(0, 50)) await world.client.json('AddCall', body);
	await expect(fetch(world.simulator.url, { signal: AbortSignal.timeout(0) })).rejects.toThrow();
	expect(world.simulator.stats().maxInFlightByMethod.AddCall).toBe(1);
});

it('detects a lead that was sent twice', async () => {
	await world.client.json('AddCallsBulk', leads(0, 3));
	await world.client.json('AddCall', { ...lead(1), Target: '972500000001' });
	await world.client.json('AddCall', { ...lead(2), CustomData: { var_lead_id: 'another' } });
	expect(world.simulator.stats()).toMatchObject({ leadsAccepted: 5, doubled: 1 });
	expect(world.simulator.leads().filter(({ times }) => times > 1)).toMatchObject([
		{ phone: '972500000001', leadId: 'lead-1', times: 2 },
	]);
});

it.each(['full', 'leads'] as const)('detects resent leads with the log %s', async (log) => {
	world.simulator.options.log = log;
	world.simulator.setFaults([
		{ method: 'AddCallsBulk', times: 1, fault: { kind: 'httpStatus', status: 503 } },
		{ method: 'AddCallsBulk', times: 1, fault: { kind: 'httpStatus', status: 500 } },
	]);
	await world.client.json('AddCallsBulk', leads(0, 3));
	expect(world.simulator.stats().sentAgain).toBe(0);
	await world.client.json('AddCallsBulk', leads(0, 3));
	expect(world.simulator.stats()).toMatchObject({ sentAgain: 0, leadsAccepted: 0 });
	await world.client.json('AddCall', lead(1));
	expect(world.simulator.stats()).toMatchObject({ sentAgain: 1, leadsAccepted: 1, doubled: 0 });
	await world.client.json('AddCall', { ...lead(7), Target: '12' });
	await world.client.json('AddCall', lead(7));
	await world.client.json('AddCall', lead(7));
	expect(world.simulator.stats()).toMatchObject({ sentAgain: 2, doubled: 1 });
	expect(world.simulator.requests).toHaveLength(log === 'full' ? 6 : 0);
});

it('accepts 30,000 leads in 10 requests, and records only totals', async () => {
	world.simulator.options.log = 'counts';
	const bodies = Array.from({ length: 10 }, (_, batch) => leads(batch * 3000, 3000));
	for (const body of bodies) {
		const reply = await world.client.json('AddCallsBulk', body);
		expect((reply.body?.AddResult as unknown[]).length).toBe(body.length);
	}

	expect(world.simulator.requests).toEqual([]);
	expect(world.simulator.stats()).toMatchObject({
		requests: 10,
		leadsAccepted: 30_000,
		pendingCalls: 30_000,
		doubled: 0,
	});
});

it('accepts up to 100,000 leads in one request, without a verdict for each', async () => {
	world.simulator.options.log = 'counts';
	const { body } = await world.client.json('AddCallsBulk', leads(0, 100_000));
	expect(body).toEqual({ ErrorCode: 0, Description: 'OK' });
	const tooMany = await world.client.json('AddCallsBulk', leads(0, 100_001));
	expect(tooMany.body).toEqual({
		ErrorCode: 2,
		Description: 'More than 100000 calls in one request',
	});
	expect(world.simulator.stats().leadsAccepted).toBe(100_000);
});

it('closes immediately, even with requests in progress', async () => {
	const other = await startSimulator({ seed: smallSeed, latencyMs: 60_000 });
	const answer = clientOf(other).json('AddCall', lead(0));
	const lost = expect(answer).rejects.toThrow();
	while (other.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));

	const startedAt = performance.now();
	await other.close();
	await lost;
	expect(performance.now() - startedAt).toBeLessThan(1000);
});
