import { campaign } from '../../fields/campaign';
import { jsonRequestOptions } from '../../fields/options';
import { howMany } from '../../fields/returnAll';
import { operation } from '../../routing/Operation';
import { records } from '../../routing/outputs';

interface Pending {
	readonly Calls?: unknown;
}

export const getAll = operation({
	method: 'GetCampaignPendingCalls',
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many calls waiting in campaign',
		description: 'Retrieve a list of the calls that wait in the campaign’s queue',
	},
	fields: [campaign, ...howMany, jsonRequestOptions],
	request: { Campaign: 'campaign' },
	output: records((pending) => (pending as Pending | undefined)?.Calls),
});
