import { campaign } from '../../fields/campaign';
import { requestOptions } from '../../fields/options';
import { operation } from '../../routing/Operation';
import { done } from '../../routing/outputs';

export const stop = operation({
	method: 'StopCampaign',
	option: {
		name: 'Stop',
		value: 'stop',
		action: 'Stop campaign so that it makes no further calls',
		description: 'Let the dialer make no further calls for the campaign; those waiting stay in it',
	},
	fields: [campaign, requestOptions],
	request: { Campaign: 'campaign' },
	output: done,
});
