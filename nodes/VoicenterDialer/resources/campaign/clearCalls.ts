import { campaign } from '../../fields/campaign';
import { costOfClearing } from '../../fields/costs';
import { requestOptions } from '../../fields/options';
import { operation } from '../../routing/Operation';
import { done } from '../../routing/outputs';

export const clearCalls = operation({
	method: 'ClearCampaignCalls',
	option: {
		name: 'Clear Calls',
		value: 'clearCalls',
		action: 'Clear all waiting calls of campaign for good',
		description:
			'Take all waiting calls out of the campaign: none of them is made, and it cannot be undone',
	},
	fields: [campaign, costOfClearing, requestOptions],
	request: { Campaign: 'campaign' },
	output: done,
});
