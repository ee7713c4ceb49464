import { startSimulator } from '../../../../simulator';
import { smallSeed } from '../client';
import { openDialingWorld, startsAtSeconds, type DialingWorld } from './world';

let world: DialingWorld;

beforeAll(async () => {
	world = await openDialingWorld();
});
beforeEach(() => world.reset());
afterAll(async () => await world.close());

const Code = 'account-code';
const pendingPhones = async () => {
	const { body } = await world.client.json('GetCampaignPendingCalls', { Code, Campaign: 'agents' });
	return (body?.Data as { Calls: Array<{ Phone: string }> }).Calls.map(({ Phone }) => Phone);
};
const onCampaign = async (method: 'StopCampaign' | 'StartCampaign' | 'ClearCampaignCalls') =>
	await world.client.json(method, { Code, Campaign: 'agents' });
const inspect = async (method: string, path: string, body?: unknown) => {
	const response = await fetch(`${world.simulator.url}/_simulator/dialing${path}`, {
		method,
		...(body !== undefined && { body: JSON.stringify(body) }),
	});
	return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};

/** The first call takes an hour on the virtual clock, which runs at the speed of real time. */
const hold = async () => {
	await world.add('0501234567');
	await world.add('0501234568');
	const first = { status: 'ANSWER', ringSeconds: 3600, talkSeconds: 1 } as const;
	world.simulator.dial({ speed: 1, startsAtSeconds, outcomes: { inOrder: [first, 'BUSY'] } });
	while (world.simulator.dialing.totals().called === 0) await new Promise(setImmediate);
};

it('does not dial until it is started', async () => {
	await world.add('0501234567');
	await world.simulator.dialing.settled();
	expect(world.simulator.dialing).toMatchObject({ isOn: false, calls: [] });
	expect(await pendingPhones()).toEqual(['0501234567']);
});

it('a call being dialed is no longer in the queue, and cannot be changed', async () => {
	await hold();
	expect(await pendingPhones()).toEqual(['0501234568']);
	const removed = await world.client.json('RemoveCall', {
		Code,
		Campaign: 'agents',
		Target: '0501234567',
	});
	expect(removed.body).toMatchObject({ ErrorCode: 2 });
	await onCampaign('ClearCampaignCalls');
	expect(world.simulator.dialing.totals()).toMatchObject({
		called: 1,
		inProgress: 1,
		outcomes: {},
	});
	await world.dial();
	expect(world.statuses()).toEqual(['ANSWER']);
	expect(world.simulator.stats()).toMatchObject({ leadsAccepted: 2, pendingCalls: 0 });
	expect(world.simulator.leads()).toHaveLength(2);
});

it('a stopped campaign begins no further call, and continues when it is started', async () => {
	await hold();
	await onCampaign('StopCampaign');
	await world.dial();
	expect(world.statuses()).toEqual(['ANSWER']);
	expect(await pendingPhones()).toEqual(['0501234568']);
	await onCampaign('StartCampaign');
	await world.simulator.dialing.settled();
	expect(world.statuses()).toEqual(['ANSWER', 'BUSY']);
});

it('dialing stops and goes on; what runs comes to its end', async () => {
	await hold();
	world.simulator.dial({ speed: 'max', cdrUrl: world.cdrUrl });
	world.simulator.stopDialing();
	await world.simulator.dialing.settled();
	expect(world.statuses()).toEqual(['ANSWER']);
	expect(world.receiver.received).toHaveLength(2);
	await world.add('0501234569');
	await world.dial();
	expect(world.phones()).toHaveLength(3);
});

it('a lead that is added later is dialed too', async () => {
	await world.dial();
	await world.add('0501234567');
	await world.simulator.dialing.settled();
	expect(world.phones()).toEqual(['972501234567']);
});

it('is controlled over HTTP, and returns its results there', async () => {
	await world.add('0501234567');
	await world.add('0501234568', { Campaign: 'ivr' });
	const options = {
		speed: 'max',
		cdrUrl: world.cdrUrl,
		startsAtSeconds,
		outcomes: { inOrder: ['TE'] },
	};
	expect(await inspect('PUT', '', options)).toEqual({ status: 200, body: { ok: true } });
	await world.simulator.dialing.settled();
	const { body } = await inspect('GET', '');
	expect(body).toMatchObject({ isOn: true, options: { cdrUrl: world.cdrUrl } });
	expect(body.totals).toEqual(world.simulator.dialing.totals());
	const { body: calls } = await inspect('GET', '/calls?campaign=agents');
	expect(calls).toMatchObject([
		{
			lead: { phone: '972501234567' },
			outcome: { status: 'TE' },
			notifications: [{ kind: 'cdr' }],
		},
	]);
	await inspect('DELETE', '');
	expect((await inspect('GET', '')).body.isOn).toBe(false);
});

it.each([
	[{ speed: 0 }, 'speed'],
	[{ speed: '60' }, 'speed'],
	[{ cdrUrl: 'n8n' }, 'cdrUrl'],
	[{ timeZone: 'Israel Standard' }, 'timeZone'],
	[{ outcomes: { inOrder: ['ANSWERED'] } }, 'outcomes'],
	[{ outcomes: { byPhone: { '050': [] } } }, 'outcomes'],
	[{ outcomes: { weights: { ANSWER: 0 } } }, 'outcomes'],
	[{ faults: [{ fault: { kind: 'lost' } }] }, 'faults'],
	[{ faults: [{ phones: '1', fault: { kind: 'repeat' } }] }, 'faults'],
	[{ lines: 1 }, 'lines'],
	[[], 'JSON object'],
])('PUT /_simulator/dialing %j is rejected', async (options, name) => {
	const { status, body } = await inspect('PUT', '', options);
	expect(status).toBe(400);
	expect(body.message).toContain(name);
	expect(world.simulator.dialing.isOn).toBe(false);
});

it('dials from the start if configured, and again after a reset', async () => {
	const other = await startSimulator({
		seed: {
			...smallSeed,
			campaigns: [{ code: 'ivr', name: 'IVR', kind: 'ivr', calls: [{ target: '0501234567' }] }],
		},
		dialing: { speed: 'max' },
	});
	const ids = [];
	for (let round = 0; round < 2; round++) {
		await other.dialing.settled();
		expect(other.dialing.totals()).toMatchObject({ called: 1, inProgress: 0 });
		ids.push(other.dialing.calls[0].id);
		await new Promise((resolve) => setTimeout(resolve, 5));
		other.reset();
	}
	expect(new Set(ids).size).toBe(2);
	await other.close();
});

it('closes immediately, even with calls and requests in progress', async () => {
	const other = await openDialingWorld();
	other.receiver.answering = () => ({ after: new Promise(() => {}) });
	await other.add('0501234567', { Campaign: 'ivr' });
	other.simulator.dial({ speed: 'max', cdrUrl: other.cdrUrl });
	while (other.receiver.received.length === 0) await new Promise(setImmediate);
	const settled = other.simulator.dialing.settled();
	await other.close();
	await settled;
});
