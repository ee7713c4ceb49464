import type { INodeProperties } from 'n8n-workflow';
import { campaign } from '../../fields/campaign';
import { requestOptions } from '../../fields/options';
import { operation } from '../../routing/Operation';
import { done } from '../../routing/outputs';
import { InputError } from '../../transport/InputError';

const strategy: INodeProperties = {
	displayName: 'Strategy',
	name: 'strategy',
	type: 'collection',
	placeholder: 'Add Setting',
	default: {},
	description: 'What to change. A setting that is not added stays as it is; 0 is a value.',
	options: [
		{
			displayName: 'Coefficient',
			name: 'coefficient',
			type: 'number',
			default: 1,
			description: 'How many calls are made for each free agent',
		},
		{
			displayName: 'Queue for Monitoring',
			name: 'queueForMonitoring',
			type: 'number',
			default: 0,
			description: 'The number of the queue whose agents the dialer watches',
		},
		{
			displayName: 'Queue Maximum Callers',
			name: 'queueMaximumCallers',
			type: 'number',
			default: 0,
			description: 'How many callers may wait in the queue before the dialer pauses',
		},
	],
};

const settings = ['setQueueForMonitoring', 'setQueueMaximumCallers', 'setCoefficient'];

export const updateStrategy = operation({
	method: 'UpdateCampaignStrategy',
	option: {
		name: 'Update Strategy',
		value: 'updateStrategy',
		action: 'Update dialing strategy of campaign',
		description: 'Change how fast the campaign dials',
	},
	fields: [campaign, strategy, requestOptions],
	request: {
		Campaign: 'campaign',
		setQueueForMonitoring: 'strategy.queueForMonitoring',
		setQueueMaximumCallers: 'strategy.queueMaximumCallers',
		setCoefficient: 'strategy.coefficient',
	},
	check: ({ parameters }) => {
		if (settings.some((name) => name in parameters)) return;
		throw new InputError(
			'No strategy setting is given',
			'Add at least one setting under “Strategy”.',
		);
	},
	output: done,
});
