import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { methods, type MethodName } from '../../../nodes/VoicenterDialer/api/methods';
import { startSimulator, type AccountSeed } from '../../../simulator';
import { clientOf } from './client';

interface Golden {
	method: MethodName;
	request: unknown;
	answer: { Data?: { Campaign?: { Code: string } } };
	get?: string;
}

const folder = join(__dirname, '../../golden');
const examples = readdirSync(folder)
	.filter((file) => file.endsWith('.json'))
	.map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Golden);

const vendorFolder = join(folder, 'vendor');
const vendorExamples = readdirSync(vendorFolder).map(
	(file) => JSON.parse(readFileSync(join(vendorFolder, file), 'utf8')) as Golden,
);

const code = (length: number): string => 'x'.repeat(length);
const waiting = [{ target: '0502454545' }];

/** The accounts in the guide's examples. */
const seeds: Record<MethodName, Partial<AccountSeed>> = {
	AddCall: { campaigns: [{ code: code(8), name: 'A' }] },
	RemoveCall: { campaigns: [{ code: code(9), name: 'A', calls: waiting }] },
	GetCampaignList: {
		code: 'adsdasdasd',
		campaigns: [
			{ code: 'skdfvnjsivbniviv', name: 'Campaign 1' },
			{ code: 'afmksvosvo', name: 'Campaign leads', status: 'Disabled' },
		],
	},
	GetMembersList: {
		campaigns: [
			{ code: 'adsdasdasd', name: 'A', members: { syhrhrhr: 'Support 1', sssssssss: 'Support 8' } },
		],
	},
	RemoveMember: { campaigns: [{ code: 'adsdasdasd', name: 'A', members: { adsdasdasd: 'M' } }] },
	AddMember: { campaigns: [{ code: 'adsdasd', name: 'A' }] },
	StopCampaign: { campaigns: [{ code: code(9), name: 'A' }] },
	StartCampaign: { campaigns: [{ code: code(9), name: 'A', status: 'Disabled' }] },
	UpdateCampaignStrategy: { campaigns: [{ code: code(24), name: 'A' }] },
	ClearCampaignCalls: { campaigns: [{ code: code(23), name: 'A', calls: waiting }] },
	AddCallsBulk: { campaigns: [{ code: code(23), name: 'A' }] },
	GetCampaignPendingCalls: {
		campaigns: [
			{
				code: code(24),
				name: 'Test campaign',
				calls: [
					{
						target: '972544444444',
						customerName: 'Customer',
						customData: { var_test1: 1, var_tesy2: 'some value' },
					},
					{
						target: '972544444444',
						customerName: 'Customer 1',
						customData: { var_test1: 2, var_tesy2: 'some value 2' },
					},
				],
			},
		],
	},
	UpdateCall: { campaigns: [{ code: code(8), name: 'A', calls: waiting }] },
	GetCampaignDetails: {
		campaigns: [
			{ code: code(36), name: 'Morning messages', calls: [{ target: '0502454545', priority: 7 }] },
		],
	},
	ConfigureIvrCampaign: { campaigns: [{ code: code(36), name: 'A', kind: 'ivr' }] },
	AddBlackList: {},
	RemoveBulkFromBlacklist: { blacklist: ['0501234567'] },
};

/** The guide's answer to GetCampaignPendingCalls shows a longer placeholder than its request. */
function answerOf({ method, answer }: Golden): Golden['answer'] {
	if (method !== 'GetCampaignPendingCalls') return answer;
	const campaign = { ...answer.Data?.Campaign, Code: code(24) };
	return { ...answer, Data: { ...answer.Data, Campaign: campaign } };
}

const start = async (seed: Partial<AccountSeed>) =>
	await startSimulator({ seed, answers: 'guide', requireCode: 'campaignListOnly' });

it('has an example for every method', () => {
	const shown = new Set([...examples, ...vendorExamples].map(({ method }) => method));
	expect([...shown].sort()).toEqual(Object.keys(methods).sort());
});

it.each(examples.map((example) => [example.method, example] as const))(
	'%s is answered word for word as in the guide',
	async (method, example) => {
		const simulator = await start(seeds[method]);
		const reply = await clientOf(simulator).json(method, example.request);
		await simulator.close();

		expect(reply.text).toBe(JSON.stringify(answerOf(example)));
		expect(simulator.requests[0]).toMatchObject({ encoding: 'json', violations: [] });
	},
);

it.each(examples.filter(({ get }) => get).map((example) => [example.method, example] as const))(
	'%s accepts the guide’s GET request',
	async (_method, { get = '', answer }) => {
		const simulator = await start({ campaigns: [{ code: 'xxxx', name: 'A', calls: waiting }] });
		const { pathname, search } = new URL(get.replace(/y{4,}/, '0502454545'));
		const reply = await clientOf(simulator).get(pathname + search);
		await simulator.close();

		expect(reply.body).toEqual(answer);
		expect(simulator.requests[0]).toMatchObject({ encoding: 'query', violations: [] });
	},
);

it.each(vendorExamples.map((example) => [example.method, example] as const))(
	'%s takes the vendor’s request, and nothing of it is ambiguous',
	async (method, { request, answer }) => {
		const simulator = await startSimulator({ seed: { ...seeds[method], code: code(12) } });
		const reply = await clientOf(simulator).json(method, request);
		await simulator.close();

		expect(reply.body).toMatchObject(answer);
		expect(simulator.requests[0]).toMatchObject({ violations: [], notes: [] });
	},
);
