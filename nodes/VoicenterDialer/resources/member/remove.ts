import { campaign } from '../../fields/campaign';
import { member } from '../../fields/member';
import { requestOptions } from '../../fields/options';
import { operation } from '../../routing/Operation';
import { memberDone } from '../../routing/outputs';

export const remove = operation({
	method: 'RemoveMember',
	option: {
		name: 'Remove',
		value: 'remove',
		action: 'Remove member from campaign',
		description: 'Let an extension take no further calls of the campaign',
	},
	fields: [campaign, member, requestOptions],
	request: { Campaign: 'campaign', Member: 'member' },
	output: memberDone('TotalRemoved', 'totalRemoved'),
});
