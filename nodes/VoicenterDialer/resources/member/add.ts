import { campaign } from '../../fields/campaign';
import { member } from '../../fields/member';
import { requestOptions } from '../../fields/options';
import { operation } from '../../routing/Operation';
import { memberDone } from '../../routing/outputs';

export const add = operation({
	method: 'AddMember',
	option: {
		name: 'Add',
		value: 'add',
		action: 'Add member to campaign',
		description: 'Let an extension take calls of the campaign',
	},
	fields: [campaign, member, requestOptions],
	request: { Campaign: 'campaign', Member: 'member' },
	output: memberDone('TotalAdded', 'totalAdded'),
});
