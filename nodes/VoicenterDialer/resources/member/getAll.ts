import { campaign } from '../../fields/campaign';
import { requestOptions } from '../../fields/options';
import { howMany } from '../../fields/returnAll';
import { operation } from '../../routing/Operation';
import { records } from '../../routing/outputs';

export const getAll = operation({
	method: 'GetMembersList',
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many members of campaign',
		description: 'Retrieve a list of the extensions that take calls of the campaign',
	},
	fields: [campaign, ...howMany, requestOptions],
	request: { Campaign: 'campaign' },
	output: records((members) => members),
});
