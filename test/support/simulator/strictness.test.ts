import type { MethodName } from '../../../nodes/VoicenterDialer/api/methods';
import { Code, useSimulator } from './client';

const world = useSimulator();

const lead = { Code, Campaign: 'agents', Target: '0501234567' };

const jsonOffences: Array<[MethodName, object, RegExp]> = [
	['AddCall', { Colour: 'red' }, /^Unknown parameter Colour$/],
	[
		'AddCall',
		{ CallerID: '0721234567' },
		/^Unknown parameter CallerID; AddCall spells it Callerid$/,
	],
	['AddCallsBulk', { Callerid: '0721234567' }, /AddCallsBulk spells it CallerID$/],
	['UpdateCall', { CallerID: '0721234567' }, /UpdateCall spells it Callerid$/],
	['AddCall', { CallerName: 'Dialer' }, /^Unknown parameter CallerName$/],
	['AddCall', { var_lead_id: '1' }, /^var_lead_id is at the top level/],
	['AddCall', { CustomData: { lead_id: '1' } }, /must be named var_/],
	['AddCall', { CustomData: { var_: '1' } }, /must be named var_/],
	['AddCall', { CustomData: { var_a: { deep: 1 } } }, /^Custom variable var_a must be/],
	['AddCall', { CustomData: {} }, /^CustomData is empty/],
	['AddCall', { CustomData: '{}' }, /^CustomData must be an object/],
	['AddCall', { Target: 501234567 }, /^Target must be text/],
	['AddCall', { Priority: '42' }, /^Priority must be an integer/],
	['AddCall', { Priority: 1.5 }, /^Priority must be an integer/],
	['AddCall', { OriginateTime: '1700000000' }, /^OriginateTime must be whole seconds/],
	['AddCall', { OriginateTime: 1700000000.5 }, /^OriginateTime must be whole seconds/],
	['AddCall', { OriginateTime: 1700000000000 }, /^OriginateTime must be whole seconds/],
	['AddCall', { IgnoreDncStatus: true }, /^IgnoreDncStatus must be "true" or "false"/],
	['AddCall', { IgnoreDncStatus: 'yes' }, /^IgnoreDncStatus must be "true" or "false"/],
	['AddCall', { CustomerName: '' }, /^CustomerName is empty/],
	['AddCall', { Priority: null }, /^Priority is empty/],
	['AddCall', { Code: 5 }, /^Invalid account code$/],
	['RemoveCall', { Priority: 1 }, /^Unknown parameter Priority$/],
	['RemoveCall', { CustomData: { var_a: 1 } }, /^Unknown parameter CustomData$/],
	['UpdateCampaignStrategy', { Target: undefined, setCoefficient: '1' }, /must be a number/],
	['ConfigureIvrCampaign', { Target: undefined, RepresentativeList: 'a,b' }, /list of texts/],
	['ConfigureIvrCampaign', { Target: undefined, RepresentativeList: [] }, /is empty/],
	[
		'ConfigureIvrCampaign',
		{ Target: undefined, setMaxCalls: 5 },
		/^Unknown parameter setMaxCalls$/,
	],
	['ConfigureIvrCampaign', { Target: undefined, ConcurrentStrategy: 5 }, /must be an object/],
	['ConfigureIvrCampaign', { Target: undefined, ConcurrentStrategy: { max: 5 } }, /Strategy\.max$/],
];

it.each(jsonOffences)('%s %j is a violation in JSON', async (method, extra, text) => {
	const request = { ...lead, ...extra };
	const isBulk = method === 'AddCallsBulk';
	const { status, body } = await world.client.json(method, isBulk ? [lead, request] : request);

	expect(status).toBe(200);
	expect(body?.Description).toMatch(text);
	expect(body?.ErrorCode).not.toBe(0);
	expect(world.simulator.requests[0].violations).toHaveLength(1);
	expect(world.simulator.stats()).toMatchObject({ leadsAccepted: 0, requestsWithViolations: 1 });
});

const flatOffences: Array<[Record<string, string>, RegExp]> = [
	[{ CustomData: '{"var_a":1}' }, /^Unknown parameter CustomData$/],
	[{ Priority: 'high' }, /^Priority must be an integer/],
	[{ OriginateTime: '2024-01-01' }, /^OriginateTime must be whole seconds/],
	[{ Priority: '' }, /^Priority is empty/],
	[{ var_: '1' }, /^Unknown parameter var_$/],
];

it.each(flatOffences)('%j is a violation in form and query', async (extra, text) => {
	for (const encoding of ['form', 'query'] as const) {
		const { body } = await world.client[encoding]('AddCall', { ...lead, ...extra });
		expect(body).toMatchObject({ ErrorCode: 2, Description: expect.stringMatching(text) });
	}
});

it('a parameter sent twice, and one in the URL of a POST request, are violations', async () => {
	await world.client.get('/ForwardDialer/Dialer/AddCall?Campaign=agents&Campaign=agents');
	await world.client.post('/ForwardDialer/Dialer/AddCall?Code=x', 'application/json', '{}');
	expect(world.simulator.requests.map(({ violations }) => violations)).toEqual([
		['Campaign is sent twice'],
		['A POST request has parameters in its URL'],
	]);
});

it('an empty caller id is allowed by the guide', async () => {
	const { body } = await world.client.json('AddCall', { ...lead, Callerid: '' });
	expect(body?.ErrorCode).toBe(0);
});

it('names the invalid element of a bulk request', async () => {
	await world.client.json('AddCallsBulk', [lead, lead, { ...lead, Priority: 'x' }]);
	expect(world.simulator.requests[0].violations[0]).toMatch(/^Element 2: Priority/);
});

it('only records violations if it is not strict', async () => {
	world.simulator.options.strict = false;
	const { body } = await world.client.json('AddCall', { ...lead, Priority: '42', Colour: 'red' });

	expect(body?.ErrorCode).toBe(0);
	expect(world.simulator.requests[0].violations).toHaveLength(2);
	expect(world.simulator.leads()[0].calls[0].priority).toBe(42);
});
