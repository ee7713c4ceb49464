import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { MethodName } from '../../../nodes/VoicenterDialer/api/methods';
import { byId, fromList } from '../../harness/runNode';
import { encodings, ok, okWith, type Encoding, type Wire } from '../../harness/wire';

/** What a user enters, the requests, and the node's output. */
export interface Example {
	readonly resource: string;
	readonly operation: string;
	readonly method: MethodName;
	/** `['json']` if the API accepts nothing else. */
	readonly encodings: readonly Encoding[];
	readonly parameters: INodeParameters;
	/** Two input items. */
	readonly items: readonly IDataObject[];
	/** The request for each item, without the account code. */
	readonly sent: readonly IDataObject[];
	/** The same in a form and in a query, as text. */
	readonly flat?: ReadonlyArray<Record<string, string>>;
	readonly reply: Parameters<Wire['answer']>[0];
	/** The output items for each input item. */
	readonly output: ReadonlyArray<readonly IDataObject[]>;
	/** The operation with only its required fields, for one item. */
	readonly least: {
		readonly parameters: INodeParameters;
		readonly sent: IDataObject;
		readonly reply?: Example['reply'];
		readonly output: readonly IDataObject[];
	};
}

const c1 = { campaign: byId('c1') };
const eachCampaign = { campaign: byId('={{ $json.campaign }}') };
const campaigns = [{ campaign: 'c1' }, { campaign: 'c2' }];
const sentCampaigns = [{ Campaign: 'c1' }, { Campaign: 'c2' }];
const done = { success: true, errorCode: 0, description: 'OK' };

/** An operation on one lead. */
const onLead = (operation: string, method: MethodName, status: string) => ({
	resource: 'call',
	operation,
	method,
	encodings,
	reply: ok,
	output: ['0502454545', '972501234567'].map((target) => [
		{ campaign: 'c1', target, status, errorCode: 0, description: 'OK' },
	]),
	least: {
		parameters: { ...c1, target: '0502454545' },
		sent: { Campaign: 'c1', Target: '0502454545' },
		output: [{ campaign: 'c1', target: '0502454545', status, errorCode: 0, description: 'OK' }],
	},
});

/** An operation that writes all fields of a lead. `fields` is the name of their collection. */
const withEveryField = (fields: string) => {
	const texts = {
		Campaign: 'c1',
		Callerid: '0722776772',
		IgnoreDncStatus: 'true',
		IsDateLocal: 'false',
	};
	const OriginateTime = Date.UTC(2026, 11, 24, 9, 30) / 1000;
	const leads = [
		{ Target: '0502454545', CustomerName: 'John Doe', Priority: 42 },
		{ Target: '972501234567', CustomerName: 'דנה & כהן', Priority: 0 },
	];
	return {
		parameters: {
			...c1,
			target: '={{ $json.phone }}',
			[fields]: {
				callerId: '0722776772',
				customerName: '={{ $json.name }}',
				priority: '={{ $json.priority }}',
				originateTime: '2026-12-24T09:30:00Z',
				ignoreDncStatus: true,
			},
			customVariables: {
				variable: [
					{ name: 'test1', value: '={{ $json.priority }}' },
					{ name: 'var_test2', value: 'some value' },
				],
			},
		},
		items: leads.map(({ Target, CustomerName, Priority }) => ({
			phone: Target,
			name: CustomerName,
			priority: Priority,
		})),
		sent: leads.map((lead) => ({
			...texts,
			...lead,
			OriginateTime,
			CustomData: { var_test1: lead.Priority, var_test2: 'some value' },
		})),
		flat: leads.map((lead) => ({
			...texts,
			...lead,
			OriginateTime: String(OriginateTime),
			Priority: String(lead.Priority),
			var_test1: String(lead.Priority),
			var_test2: 'some value',
		})),
	};
};

/** An operation on a campaign that takes no other field. */
const onCampaign = (operation: string, method: MethodName): Example => ({
	resource: 'campaign',
	operation,
	method,
	encodings,
	parameters: eachCampaign,
	items: campaigns,
	sent: sentCampaigns,
	reply: ok,
	output: campaigns.map(({ campaign }) => [{ campaign, ...done }]),
	least: {
		parameters: { campaign: fromList('c1', 'Leads (Enabled)') },
		sent: { Campaign: 'c1' },
		output: [{ campaign: 'c1', ...done }],
	},
});

/** An operation on one member of a campaign. `total` is the number of changed members. */
const onMember = (
	operation: string,
	method: MethodName,
	Total: string,
	total: string,
): Example => ({
	resource: 'member',
	operation,
	method,
	encodings,
	parameters: { ...c1, member: byId('={{ $json.sip }}') },
	items: [{ sip: 'SIP1' }, { sip: 'SIP2' }],
	sent: ['SIP1', 'SIP2'].map((Member) => ({ Campaign: 'c1', Member })),
	reply: okWith({ [Total]: 1 }),
	output: ['SIP1', 'SIP2'].map((member) => [{ campaign: 'c1', member, ...done, [total]: 1 }]),
	least: {
		parameters: { ...c1, member: fromList('SIP1', 'Support 1 (SIP1)') },
		sent: { Campaign: 'c1', Member: 'SIP1' },
		reply: okWith({ [Total]: 0 }),
		output: [{ campaign: 'c1', member: 'SIP1', ...done, [total]: 0 }],
	},
});

const details = (Code: string) => ({
	Name: 'Morning messages',
	StatusName: 'Enabled',
	TotalPendingCalls: 1,
	MaxPriority: 7,
	MinPriority: 7,
	Code,
});

export const pendingCall = (index: number) => ({
	Phone: String(972500000000 + index),
	CallerID: '',
	CallerName: '',
	OriginateTime: 0,
	Priority: 0,
	CustomerName: 'Customer',
	CallStatus: { Status: 1, Description: 'Pending' },
	CustomData: { var_test1: 1, var_tesy2: 'some value' },
});

/** The answer to GetCampaignPendingCalls. */
export const pendingCalls = (count: number) =>
	okWith({
		Calls: Array.from({ length: count }, (_, index) => pendingCall(index)),
		Campaign: {
			Name: 'Test campaign',
			StatusName: 'Enabled',
			TotalPendingCalls: count,
			Code: 'c1',
		},
	});

export const members = Array.from({ length: 60 }, (_, index) => ({
	Member: `SIP${index}`,
	DisplayName: `Support ${index}`,
}));

/** Batches (tested in leads/ and doNotCall.test.ts), the call log (callLog.test.ts) and Get Many of campaigns (campaign.test.ts) do not fit a row. */
export const methodsWithoutRow: readonly MethodName[] = [
	'AddBlackList',
	'AddCallsBulk',
	'CallLog',
	'GetCampaignList',
	'RemoveBulkFromBlacklist',
];

/** One row for each operation. */
export const examples: readonly Example[] = [
	{ ...onLead('add', 'AddCall', 'added'), ...withEveryField('additionalFields') },
	{ ...onLead('update', 'UpdateCall', 'updated'), ...withEveryField('updateFields') },
	{
		...onLead('remove', 'RemoveCall', 'removed'),
		parameters: { ...c1, target: '={{ $json.phone }}' },
		items: [{ phone: '0502454545' }, { phone: 972501234567 }],
		sent: ['0502454545', '972501234567'].map((Target) => ({ Campaign: 'c1', Target })),
	},
	{
		resource: 'call',
		operation: 'getAll',
		method: 'GetCampaignPendingCalls',
		encodings: ['json'],
		parameters: { ...eachCampaign, limit: 2 },
		items: campaigns,
		sent: sentCampaigns,
		reply: pendingCalls(3),
		output: campaigns.map(() => [pendingCall(0), pendingCall(1)]),
		least: {
			parameters: c1,
			sent: { Campaign: 'c1' },
			reply: pendingCalls(1),
			output: [pendingCall(0)],
		},
	},
	onCampaign('start', 'StartCampaign'),
	onCampaign('stop', 'StopCampaign'),
	onCampaign('clearCalls', 'ClearCampaignCalls'),
	{
		resource: 'campaign',
		operation: 'get',
		method: 'GetCampaignDetails',
		encodings,
		parameters: eachCampaign,
		items: campaigns,
		sent: sentCampaigns,
		reply: ({ body, query }) =>
			okWith(details({ ...query, ...(body as { Campaign: string }) }.Campaign)),
		output: [[details('c1')], [details('c2')]],
		least: { parameters: c1, sent: { Campaign: 'c1' }, output: [details('c1')] },
	},
	{
		resource: 'campaign',
		operation: 'updateStrategy',
		method: 'UpdateCampaignStrategy',
		encodings,
		parameters: {
			...c1,
			strategy: {
				queueForMonitoring: '={{ $json.queue }}',
				queueMaximumCallers: 0,
				coefficient: 1.5,
			},
		},
		items: [{ queue: 10000 }, { queue: '10001' }],
		sent: [10000, 10001].map((setQueueForMonitoring) => ({
			Campaign: 'c1',
			setQueueForMonitoring,
			setQueueMaximumCallers: 0,
			setCoefficient: 1.5,
		})),
		flat: ['10000', '10001'].map((setQueueForMonitoring) => ({
			Campaign: 'c1',
			setQueueForMonitoring,
			setQueueMaximumCallers: '0',
			setCoefficient: '1.5',
		})),
		reply: ok,
		output: [0, 1].map(() => [{ campaign: 'c1', ...done }]),
		least: {
			parameters: { ...c1, strategy: { coefficient: 2 } },
			sent: { Campaign: 'c1', setCoefficient: 2 },
			output: [{ campaign: 'c1', ...done }],
		},
	},
	onMember('add', 'AddMember', 'TotalAdded', 'totalAdded'),
	onMember('remove', 'RemoveMember', 'TotalRemoved', 'totalRemoved'),
	{
		resource: 'member',
		operation: 'getAll',
		method: 'GetMembersList',
		encodings,
		parameters: { ...eachCampaign, limit: 2 },
		items: campaigns,
		sent: sentCampaigns,
		reply: okWith(members),
		output: campaigns.map(() => members.slice(0, 2)),
		least: { parameters: c1, sent: { Campaign: 'c1' }, output: members.slice(0, 50) },
	},
	{
		resource: 'ivr',
		operation: 'configure',
		method: 'ConfigureIvrCampaign',
		encodings: ['json'],
		parameters: {
			...eachCampaign,
			maxCalls: '={{ $json.calls }}',
			representatives: 'SIP1, SIP2,SIP3',
		},
		items: [
			{ campaign: 'c1', calls: 5 },
			{ campaign: 'c2', calls: '7' },
		],
		sent: (
			[
				['c1', 5],
				['c2', 7],
			] as const
		).map(([Campaign, setMaxCalls]) => ({
			Campaign,
			ConcurrentStrategy: { setMaxCalls },
			RepresentativeList: ['SIP1', 'SIP2', 'SIP3'],
		})),
		reply: ok,
		output: campaigns.map(({ campaign }) => [{ campaign, ...done }]),
		least: {
			parameters: { ...c1, maxCalls: 0 },
			sent: { Campaign: 'c1', ConcurrentStrategy: { setMaxCalls: 0 } },
			output: [{ campaign: 'c1', ...done }],
		},
	},
];
