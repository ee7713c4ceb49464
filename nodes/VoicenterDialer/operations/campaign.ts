import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { InputError } from '../api/failure';
import { recordsIn } from '../api/json';
import { campaignStatuses } from '../api/methods';
import type { ReadParameter } from '../input/parameterReader';
import { toList } from '../input/values';
import { campaign, clearWarning, returnAllAndLimit } from './fields';
import { done, operation, records } from './operation';
import { requestOptions } from './options';
import type { Resource } from './panel';

const clearCalls = operation({
	method: 'ClearCampaignCalls',
	option: {
		name: 'Clear Calls',
		value: 'clearCalls',
		action: 'Permanently clear all waiting calls of campaign',
		description:
			'Remove all waiting calls from the campaign. They are not made, and this cannot be undone.',
	},
	fields: [campaign, clearWarning, requestOptions],
	request: { Campaign: 'campaign' },
	output: done,
});

const get = operation({
	method: 'GetCampaignDetails',
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get status and queue length of campaign',
		description: 'Retrieve a campaign’s status and its number of waiting calls',
	},
	fields: [campaign, requestOptions],
	request: { Campaign: 'campaign' },
	output: ({ answer }) => [(answer.Data ?? {}) as IDataObject],
});

const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: [
		{
			displayName: 'Status',
			name: 'status',
			type: 'multiOptions',
			options: campaignStatuses.map((status) => ({ name: status, value: status })),
			default: [],
			description: 'The statuses to return. Leave empty to return campaigns with any status.',
		},
	],
};

/** In lower case. Empty means any status. */
const wantedStatuses = (read: ReadParameter): readonly string[] =>
	toList(read('filters.status') ?? '', 'Status').map((status) => status.toLowerCase());

const getAll = operation({
	method: 'GetCampaignList',
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many campaigns',
		description: 'Retrieve a list of the account’s campaigns with their codes and statuses',
	},
	fields: [...returnAllAndLimit, filters, requestOptions],
	request: {},
	check: (_request, read) => {
		wantedStatuses(read);
	},
	output: records((campaigns, read) => {
		const wanted = wantedStatuses(read);
		if (wanted.length === 0) return campaigns;
		return recordsIn(campaigns).filter(({ StatusName }) =>
			wanted.includes(String(StatusName).toLowerCase()),
		);
	}),
});

const start = operation({
	method: 'StartCampaign',
	option: {
		name: 'Start',
		value: 'start',
		action: 'Start campaign so that it makes its waiting calls',
		description: 'Start making the campaign’s waiting calls',
	},
	fields: [campaign, requestOptions],
	request: { Campaign: 'campaign' },
	output: done,
});

const stop = operation({
	method: 'StopCampaign',
	option: {
		name: 'Stop',
		value: 'stop',
		action: 'Stop campaign so that it makes no further calls',
		description: 'Stop making the campaign’s calls. Waiting calls stay in its queue.',
	},
	fields: [campaign, requestOptions],
	request: { Campaign: 'campaign' },
	output: done,
});

const strategy: INodeProperties = {
	displayName: 'Strategy',
	name: 'strategy',
	type: 'collection',
	placeholder: 'Add Setting',
	default: {},
	description:
		'The settings to change. Settings that you do not add stay unchanged; 0 is a valid value.',
	options: [
		{
			displayName: 'Coefficient',
			name: 'coefficient',
			type: 'number',
			default: 1,
			hint: 'Calls per available agent',
			description: 'How many calls to make per available agent',
		},
		{
			displayName: 'Queue for Monitoring',
			name: 'queueForMonitoring',
			type: 'number',
			default: 0,
			hint: 'A queue’s number, not a number of calls',
			description: 'The number of the queue whose agents the dialer monitors',
		},
		{
			displayName: 'Queue Maximum Callers',
			name: 'queueMaximumCallers',
			type: 'number',
			default: 0,
			hint: 'Callers who can wait before the dialer pauses',
			description: 'How many callers can wait in the queue before the dialer pauses',
		},
	],
};

const settings = ['setQueueForMonitoring', 'setQueueMaximumCallers', 'setCoefficient'];

const updateStrategy = operation({
	method: 'UpdateCampaignStrategy',
	option: {
		name: 'Update Strategy',
		value: 'updateStrategy',
		action: 'Update dialing strategy of campaign',
		description: 'Change how fast the campaign dials',
	},
	fields: [campaign, strategy, requestOptions],
	request: {
		Campaign: 'campaign',
		setQueueForMonitoring: 'strategy.queueForMonitoring',
		setQueueMaximumCallers: 'strategy.queueMaximumCallers',
		setCoefficient: 'strategy.coefficient',
	},
	check: ({ parameters }) => {
		if (settings.some((name) => name in parameters)) return;
		throw new InputError(
			'No strategy setting was added',
			'Add at least one setting under “Strategy”.',
		);
	},
	output: done,
});

export const campaignResource: Resource = {
	option: {
		name: 'Campaign',
		value: 'campaign',
		description: 'A campaign, its status and how fast it dials',
	},
	operations: [clearCalls, get, getAll, start, stop, updateStrategy],
	defaultOperation: getAll,
};
