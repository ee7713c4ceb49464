import { startSimulator } from '../../../simulator';
import { Code, useSimulator } from './client';

const world = useSimulator();

const campaign = { Code, Campaign: 'agents' };
const campaignInState = (code: string) => world.simulator.state.campaigns.get(code);

it('lists every campaign, including deleted ones', async () => {
	const { body } = await world.client.query('GetCampaignList', { Code });
	expect(body?.Data).toHaveLength(5);
	expect(body?.Data).toContainEqual(
		expect.objectContaining({ Name: 'Gone', StatusName: 'Deleted', Code: 'gone' }),
	);
});

it.each([
	['agents', 'TotalPendingCalls', 'TotalAwaitingCalls'],
	['ivr', 'TotalAwaitingCalls', 'TotalPendingCalls'],
	['predictive', 'TotalAwaitingCalls', 'TotalPendingCalls'],
])('%s reports its queue as %s', async (Campaign, present, absent) => {
	const target = { Code, Campaign, Target: '0501234567' };
	await world.client.json('AddCall', { ...target, Priority: 3 });
	await world.client.json('AddCall', { ...target, Priority: 8 });
	const { body } = await world.client.form('GetCampaignDetails', { Code, Campaign });
	expect(body?.Data).toMatchObject({
		[present]: 2,
		MaxPriority: 8,
		MinPriority: 3,
		Code: Campaign,
	});
	expect(body?.Data).not.toHaveProperty(absent);
});

it('StartCampaign and StopCampaign set the status', async () => {
	await world.client.query('StopCampaign', campaign);
	expect(campaignInState('agents')?.status).toBe('Disabled');
	await world.client.form('StartCampaign', campaign);
	expect(campaignInState('agents')?.status).toBe('Enabled');
	const gone = await world.client.json('StartCampaign', { Code, Campaign: 'gone' });
	expect(gone.body).toEqual({ ErrorCode: 1, Description: 'Invalid campaign code' });
});

it('keeps the strategy and the IVR settings as they were set', async () => {
	await world.client.json('UpdateCampaignStrategy', { ...campaign, setQueueForMonitoring: 10 });
	await world.client.form('UpdateCampaignStrategy', { ...campaign, setCoefficient: '0' });
	expect(campaignInState('agents')?.strategy).toEqual({
		setQueueForMonitoring: 10,
		setCoefficient: 0,
	});
	await world.client.json('ConfigureIvrCampaign', {
		Code,
		Campaign: 'ivr',
		ConcurrentStrategy: { setMaxCalls: 5 },
		RepresentativeList: ['SIP1', 'SIP2'],
	});
	expect(campaignInState('ivr')).toMatchObject({ maxCalls: 5, representatives: ['SIP1', 'SIP2'] });
});

it('adds, lists and removes members, each once', async () => {
	const member = { ...campaign, Member: 'sip2' };
	expect((await world.client.json('AddMember', member)).body?.Data).toEqual({ TotalAdded: 1 });
	expect((await world.client.form('AddMember', member)).body?.Data).toEqual({ TotalAdded: 0 });
	expect((await world.client.query('GetMembersList', campaign)).body?.Data).toEqual([
		{ Member: 'sip1', DisplayName: 'Dana' },
		{ Member: 'sip2', DisplayName: 'Yossi' },
	]);
	expect((await world.client.query('RemoveMember', member)).body?.Data).toEqual({
		TotalRemoved: 1,
	});
	expect((await world.client.json('RemoveMember', member)).body?.Data).toEqual({ TotalRemoved: 0 });
});

it('starts with an account that fills several pages, the same at every start', async () => {
	const one = await startSimulator();
	const other = await startSimulator();
	await Promise.all([one.close(), other.close()]);
	const listed = one.campaigns.map(({ code, name, kind, status }) => ({
		code,
		name,
		kind,
		status,
	}));

	expect(listed).toHaveLength(60);
	expect(new Set(listed.map(({ code }) => code)).size).toBe(60);
	expect(new Set(listed.map(({ name }) => name)).size).toBe(60);
	expect(Math.min(...listed.map(({ code }) => code.length))).toBeGreaterThanOrEqual(20);
	expect(new Set(listed.map(({ kind }) => kind))).toEqual(new Set(['agent', 'ivr', 'predictive']));
	expect(listed.filter(({ status }) => status === 'Deleted')).toHaveLength(2);
	expect(listed).toEqual(
		other.campaigns.map(({ code, name, kind, status }) => ({ code, name, kind, status })),
	);
	expect(one.campaigns.every(({ members }) => members.size >= 3)).toBe(true);
});
