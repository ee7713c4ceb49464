import { campaign } from '../../fields/campaign';
import { requestOptions } from '../../fields/options';
import { operation } from '../../routing/Operation';
import { done } from '../../routing/outputs';

export const start = operation({
	method: 'StartCampaign',
	option: {
		name: 'Start',
		value: 'start',
		action: 'Start campaign so that it makes its waiting calls',
		description: 'Let the dialer call the campaign’s waiting calls',
	},
	fields: [campaign, requestOptions],
	request: { Campaign: 'campaign' },
	output: done,
});
