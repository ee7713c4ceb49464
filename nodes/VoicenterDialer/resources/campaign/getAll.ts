import type { INodeProperties } from 'n8n-workflow';
import { campaignStatuses } from '../../contract/methods';
import { requestOptions } from '../../fields/options';
import { howMany } from '../../fields/returnAll';
import { operation } from '../../routing/Operation';
import type { ReadParameter } from '../../routing/parameterReader';
import { records } from '../../routing/outputs';
import { toList } from '../../transport/toList';

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
			description: 'The states to return. If empty, campaigns of every state are returned.',
		},
	],
};

interface Campaign {
	readonly StatusName?: string;
}

/** In lower case; none: campaigns of every state. */
const wantedStates = (read: ReadParameter): readonly string[] =>
	toList(read('filters.status') ?? '', 'Status').map((status) => status.toLowerCase());

export const getAll = operation({
	method: 'GetCampaignList',
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many campaigns',
		description: 'Retrieve a list of the account’s campaigns with their codes and states',
	},
	fields: [...howMany, filters, requestOptions],
	request: {},
	check: (_request, read) => {
		wantedStates(read);
	},
	output: records((campaigns, read) => {
		const wanted = wantedStates(read);
		if (!Array.isArray(campaigns) || wanted.length === 0) return campaigns;
		return campaigns.filter(({ StatusName }: Campaign) =>
			wanted.includes(String(StatusName).toLowerCase()),
		);
	}),
});
