import { campaign, returnAllAndLimit, member } from './fields';
import { memberDone, operation, records } from './operation';
import { requestOptions } from './options';
import type { Resource } from './panel';

const add = operation({
	method: 'AddMember',
	option: {
		name: 'Add',
		value: 'add',
		action: 'Add member to campaign',
		description: 'Let an extension take the campaign’s calls',
	},
	fields: [campaign, member, requestOptions],
	request: { Campaign: 'campaign', Member: 'member' },
	output: memberDone('TotalAdded', 'totalAdded'),
});

const getAll = operation({
	method: 'GetMembersList',
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many members of campaign',
		description: 'Retrieve a list of the extensions that take the campaign’s calls',
	},
	fields: [campaign, ...returnAllAndLimit, requestOptions],
	request: { Campaign: 'campaign' },
	output: records((members) => members),
});

const remove = operation({
	method: 'RemoveMember',
	option: {
		name: 'Remove',
		value: 'remove',
		action: 'Remove member from campaign',
		description: 'Stop an extension from taking the campaign’s calls',
	},
	fields: [campaign, member, requestOptions],
	request: { Campaign: 'campaign', Member: 'member' },
	output: memberDone('TotalRemoved', 'totalRemoved'),
});

export const memberResource: Resource = {
	option: {
		name: 'Member',
		value: 'member',
		description: 'Extensions of agents who take a campaign’s calls',
	},
	operations: [add, getAll, remove],
	defaultOperation: add,
};
