import { campaign } from '../../fields/campaign';
import { requestOptions } from '../../fields/options';
import { operation } from '../../routing/Operation';
import { done } from '../../routing/outputs';

export const clearCalls = operation({
	method: 'ClearCampaignCalls',
	option: {
		name: 'Clear Calls',
		value: 'clearCalls',
		action: 'Clear calls of campaign',
		description: 'Take all waiting calls out of the campaign, for good',
	},
	fields: [campaign, requestOptions],
	request: { Campaign: 'campaign' },
	output: done,
});
