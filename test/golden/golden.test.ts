import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { methodOf, methods, type MethodName } from '../../nodes/VoicenterDialer/api/methods';
import { byId, runNode } from '../harness/runNode';
import { jsonRequest, queryRequest, Wire } from '../harness/wire';

/** One request and answer of the API guide, word for word; in vendor/, from the vendor's practice. */
interface Golden {
	readonly method: string;
	readonly request: IDataObject & { Phones?: IDataObject[] };
	readonly answer: IDataObject & { Data: IDataObject };
	readonly get?: string;
}

const folder = __dirname;
const examplesIn = (directory: string) =>
	new Map(
		readdirSync(directory)
			.filter((file) => file.endsWith('.json'))
			.map((file) => JSON.parse(readFileSync(join(directory, file), 'utf8')) as Golden)
			.map((example) => [example.method, example]),
	);
const golden = examplesIn(folder);
const vendor = examplesIn(join(folder, 'vendor'));

interface Example {
	/** What a user enters to get the guide's request. */
	readonly parameters: INodeParameters;
	/** Without `pairedItem`. */
	readonly output: (answer: Golden['answer']) => IDataObject[];
	/** The account code, if the guide's own request contains it. */
	readonly code?: string;
	/** Parameters that are sent differently from the guide. */
	readonly corrected?: IDataObject;
}

const done = (campaign: string, more: IDataObject = {}) => [
	{ campaign, success: true, errorCode: 0, description: 'OK', ...more },
];
const lead = (campaign: string, status: string) => ({
	campaign,
	target: '0502454545',
	status,
	errorCode: 0,
	description: 'OK',
});
const listed = (status: string) =>
	['972501234567', '0502454545'].map((phone) => ({
		phone,
		status,
		errorCode: 0,
		description: 'OK',
	}));
const of = (resource: string, operation: string, campaign: string): INodeParameters => ({
	resource,
	operation,
	campaign: byId(campaign),
});
const x = (count: number) => 'x'.repeat(count);

const examples: Readonly<Record<MethodName, Example>> = {
	AddCall: {
		parameters: {
			...of('call', 'add', x(8)),
			target: '0502454545',
			additionalFields: { customerName: 'John Doe', priority: 42 },
			specifyCustomVariables: 'json',
			customVariablesJson: '{ "test1": 1, "test2": "some value" }',
		},
		output: () => [lead(x(8), 'added')],
	},
	RemoveCall: {
		parameters: { ...of('call', 'remove', x(9)), target: '0502454545' },
		output: () => [lead(x(9), 'removed')],
	},
	GetCampaignList: {
		parameters: { resource: 'campaign', operation: 'getAll' },
		output: () => [
			{ Name: 'Campaign 1', StatusName: 'Enabled', Code: 'skdfvnjsivbniviv' },
			{ Name: 'Campaign leads', StatusName: 'Disabled', Code: 'afmksvosvo' },
		],
		code: 'adsdasdasd',
	},
	GetMembersList: {
		parameters: of('member', 'getAll', 'adsdasdasd'),
		output: () => [
			{ Member: 'syhrhrhr', DisplayName: 'Support 1' },
			{ Member: 'sssssssss', DisplayName: 'Support 8' },
		],
	},
	RemoveMember: {
		parameters: { ...of('member', 'remove', 'adsdasdasd'), member: byId('adsdasdasd') },
		output: () => done('adsdasdasd', { member: 'adsdasdasd', totalRemoved: 1 }),
	},
	AddMember: {
		parameters: { ...of('member', 'add', 'adsdasd'), member: byId('adsdasd') },
		output: () => done('adsdasd', { member: 'adsdasd', totalAdded: 1 }),
	},
	StopCampaign: { parameters: of('campaign', 'stop', x(9)), output: () => done(x(9)) },
	StartCampaign: { parameters: of('campaign', 'start', x(9)), output: () => done(x(9)) },
	UpdateCampaignStrategy: {
		parameters: {
			...of('campaign', 'updateStrategy', x(24)),
			strategy: { queueForMonitoring: 10000, queueMaximumCallers: 0, coefficient: 1 },
		},
		output: () => done(x(24)),
	},
	ClearCampaignCalls: {
		parameters: of('campaign', 'clearCalls', x(23)),
		output: () => done(x(23)),
	},
	AddCallsBulk: {
		parameters: {
			...of('call', 'addMany', x(23)),
			target: '0502454545',
			additionalFields: {
				callerId: '072776772',
				callerName: 'Dialer',
				customerName: '={{ "Customer " + ($itemIndex + 1) }}',
				priority: '={{ $itemIndex + 1 }}',
			},
			customVariables: {
				variable: [
					{ name: 'test1', value: '={{ 1 }}' },
					{ name: 'var_tesy2', value: 'some value' },
				],
			},
		},
		output: () => [lead(x(23), 'added'), lead(x(23), 'added')],
	},
	GetCampaignPendingCalls: {
		parameters: of('call', 'getAll', x(24)),
		output: ({ Data }) => Data.Calls as IDataObject[],
	},
	UpdateCall: {
		parameters: {
			...of('call', 'update', x(8)),
			target: '0502454545',
			updateFields: { customerName: 'John Doe', priority: 42 },
			customVariables: {
				variable: [
					{ name: 'test1', value: '={{ 1 }}' },
					{ name: 'tesy2', value: 'some value' },
				],
			},
		},
		output: () => [lead(x(8), 'updated')],
	},
	GetCampaignDetails: {
		parameters: of('campaign', 'get', ` ${x(36)} `),
		output: ({ Data }) => [Data],
		// The guide's request has spaces around the code. Its answer about the same campaign has none.
		corrected: { Campaign: x(36) },
	},
	ConfigureIvrCampaign: {
		parameters: {
			...of('ivr', 'configure', x(36)),
			maxCalls: 5,
			representatives: 'SIP1,SIP2,SIP3',
		},
		output: () => done(x(36)),
	},
	AddBlackList: {
		parameters: {
			resource: 'doNotCall',
			operation: 'add',
			phone: '={{ $json.Phone }}',
			additionalFields: { name: '={{ $json.Name }}' },
		},
		output: () => listed('added'),
		code: x(12),
	},
	RemoveBulkFromBlacklist: {
		parameters: { resource: 'doNotCall', operation: 'remove', phone: '={{ $json.Phone }}' },
		output: () => listed('removed'),
		code: x(12),
	},
};

const wire = new Wire();

it('has an example of each of the guide’s fifteen methods, and of those of the vendor alone', () => {
	expect(golden.size).toBe(15);
	expect(Object.keys(examples).sort()).toEqual(Object.keys(methods).sort());
	const names = Object.keys(methods) as MethodName[];
	expect([...golden.keys()].sort()).toEqual(
		names.filter((name) => methodOf(name).section !== undefined).sort(),
	);
});

it.each(Object.entries(examples))(
	'%s as the guide or the vendor has it',
	async (method, example) => {
		const { request, answer } = (golden.get(method) ?? vendor.get(method)) as Golden;
		const leads = Array.isArray(request) ? request : (request.Phones ?? [{}]);
		wire.answer({ body: answer });
		const { items, error } = await runNode({
			parameters: example.parameters,
			items: leads,
			credential: {
				sendAccountCode: 'campaignListOnly',
				...(example.code && { accountCode: example.code }),
			},
		});
		expect(error).toBeUndefined();
		const sent = example.corrected ? { ...request, ...example.corrected } : request;
		expect(wire.requests).toEqual([jsonRequest(method, sent)]);
		const expected = example.output(answer);
		expect(items).toEqual(
			expected.map((json, index) => ({ json, pairedItem: { item: leads.length > 1 ? index : 0 } })),
		);
	},
);

it.each([
	['AddCall', 'add', 'additionalFields'],
	['AddCallsBulk', 'addMany', 'additionalFields'],
	['UpdateCall', 'update', 'updateFields'],
])('%s with a time, as the vendor has it', async (method, operation, fields) => {
	const { request, answer } = vendor.get(method) as Golden;
	const sent = [request].flat();
	wire.answer({ body: answer });
	const { error } = await runNode({
		parameters: {
			...of('call', operation, '={{ $json.Campaign }}'),
			target: '={{ $json.Target }}',
			[fields]: { originateTime: '={{ $json.OriginateTime }}' },
		},
		items: sent,
		credential: { accountCode: x(12) },
	});
	expect(error).toBeUndefined();
	expect(wire.requests).toEqual([jsonRequest(method, request)]);
});

it.each(['add', 'update'])('call: %s as the guide has it with GET', async (operation) => {
	const method = operation === 'add' ? 'AddCall' : 'UpdateCall';
	const { get } = golden.get(method) as Golden;
	const url = new URL(get ?? '');
	const { Campaign, Target, ...variables } = Object.fromEntries(url.searchParams);
	wire.answer({ body: golden.get(method)?.answer }, { verb: 'GET' });
	await runNode({
		parameters: {
			...of('call', operation, Campaign),
			target: Target,
			specifyCustomVariables: 'json',
			customVariablesJson: JSON.stringify(variables),
			options: { requestFormat: 'query' },
		},
		credential: { sendAccountCode: 'campaignListOnly' },
	});
	expect(wire.requests).toEqual([queryRequest(method, { Campaign, Target, ...variables })]);
	expect(wire.requests[0].url).toBe(url.origin + url.pathname);
});
