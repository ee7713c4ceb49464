import { campaign } from '../../fields/campaign';
import { requestOptions } from '../../fields/options';
import { operation } from '../../routing/Operation';
import type { IDataObject } from 'n8n-workflow';

export const get = operation({
	method: 'GetCampaignDetails',
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get state and queue length of campaign',
		description: 'Retrieve a campaign’s state and how many calls are waiting in it',
	},
	fields: [campaign, requestOptions],
	request: { Campaign: 'campaign' },
	output: ({ answer }) => [(answer.Data ?? {}) as IDataObject],
});
