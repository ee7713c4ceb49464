import { openDialingWorld, startsAtSeconds, type DialingWorld } from './world';

let world: DialingWorld;

beforeAll(async () => {
	world = await openDialingWorld();
});
beforeEach(() => world.reset());
afterAll(async () => await world.close());

const startedAt = () =>
	world.simulator.dialing.calls.map(({ startedAtMs }) => startedAtMs / 1000 - startsAtSeconds);

it('higher priority first, then the earlier OriginateTime, then in order of arrival', async () => {
	const [hourAgo, now] = [startsAtSeconds - 3600, startsAtSeconds];
	await world.add('0500000001', { Priority: 1 });
	await world.add('0500000002', { Priority: 5, OriginateTime: now });
	await world.add('0500000003', { Priority: 5, OriginateTime: hourAgo });
	await world.add('0500000004', { Priority: 5 });
	await world.add('0500000005', { Priority: 1 });
	await world.dial();
	expect(world.phones()).toEqual([4, 3, 2, 1, 5].map((last) => `97250000000${last}`));
});

it('no call starts before its OriginateTime, even with a high priority', async () => {
	await world.add('0500000001', { Priority: 9, OriginateTime: startsAtSeconds + 86_400 });
	await world.add('0500000002', { Priority: 9, OriginateTime: startsAtSeconds + 3600 });
	await world.add('0500000003');
	await world.dial();
	expect(world.phones()).toEqual(['972500000003', '972500000002', '972500000001']);
	expect(startedAt()).toEqual([0, 3600, 86_400]);
});

it('an update changes the order, and a removed call is not dialed', async () => {
	for (const last of [1, 2, 3, 4]) await world.add(`050000000${last}`, { Priority: 5 });
	world.simulator.dial({ speed: 'max', startsAtSeconds });
	world.simulator.stopDialing();
	await world.simulator.dialing.settled();
	expect(world.phones()).toEqual([]);
	const change = async (method: 'UpdateCall' | 'RemoveCall', Target: string, fields = {}) =>
		await world.client.json(method, {
			Code: 'account-code',
			Campaign: 'agents',
			Target,
			...fields,
		});
	await change('UpdateCall', '0500000001', { Priority: 1 });
	await change('UpdateCall', '0500000002', { OriginateTime: startsAtSeconds + 60 });
	await change('RemoveCall', '0500000003');
	await world.add('0500000005', { Priority: 7 });
	await world.dial({ outcomes: { weights: { BUSY: 1 } } });
	expect(world.phones()).toEqual([5, 4, 1, 2].map((last) => `97250000000${last}`));
});

it('an agent has one call at a time across campaigns', async () => {
	const outcomes = { inOrder: [{ status: 'ANSWER', ringSeconds: 5, talkSeconds: 55 }] } as const;
	await world.add('0500000001');
	await world.add('0500000002');
	await world.dial({ outcomes });
	expect(startedAt()).toEqual([0, 60]);
	expect(world.simulator.dialing.calls.map(({ agent }) => agent)).toEqual(['sip1', 'sip1']);
});

it.each([
	['linesPerCampaign', { linesPerCampaign: 2 }, undefined, [0, 0, 10, 10, 20]],
	['setMaxCalls', { linesPerCampaign: 9 }, 3, [0, 0, 0, 10, 10]],
])(
	'an IVR campaign makes as many calls at once as %s allows',
	async (_name, options, setMaxCalls, starts) => {
		if (setMaxCalls) {
			const request = {
				Code: 'account-code',
				Campaign: 'ivr',
				ConcurrentStrategy: { setMaxCalls },
			};
			await world.client.json('ConfigureIvrCampaign', request);
		}
		for (const last of [1, 2, 3, 4, 5]) await world.add(`050000000${last}`, { Campaign: 'ivr' });
		const outcome = { status: 'NOANSWER', ringSeconds: 10 } as const;
		await world.dial({ ...options, outcomes: { inOrder: Array(5).fill(outcome) as never } });
		expect(startedAt()).toEqual(starts);
	},
);

it('an agent campaign without members does not dial', async () => {
	const member = { Code: 'account-code', Campaign: 'agents', Member: 'sip1' };
	await world.client.json('RemoveMember', member);
	await world.add('0500000001');
	await world.dial();
	expect(world.phones()).toEqual([]);
	await world.client.json('AddMember', { ...member, Member: 'sip2' });
	await world.simulator.dialing.settled();
	expect(world.simulator.dialing.calls).toMatchObject([{ agent: 'sip2' }]);
});
