import { campaign } from '../../fields/campaign';
import { callOptions } from '../../fields/options';
import { target } from '../../fields/target';
import { operation } from '../../routing/Operation';

export const remove = operation({
	method: 'RemoveCall',
	option: {
		name: 'Remove',
		value: 'remove',
		action: 'Remove waiting call from campaign',
		description: 'Take a phone number out of the campaign’s queue, so that it is not called',
	},
	fields: [campaign, target, callOptions],
	request: { Campaign: 'campaign', Target: 'target' },
	status: 'removed',
});
