import type { INodeProperties } from 'n8n-workflow';
import { campaign } from './fields';
import { done, operation } from './operation';
import { jsonRequestOptions } from './options';
import type { Resource } from './panel';

const maxCalls: INodeProperties = {
	displayName: 'Max Calls',
	name: 'maxCalls',
	type: 'number',
	default: '',
	placeholder: 'e.g. 5',
	hint: 'Leave empty to keep the current value',
	description: 'The maximum number of simultaneous calls',
};

const representatives: INodeProperties = {
	displayName: 'Representatives',
	name: 'representatives',
	type: 'string',
	default: '',
	placeholder: 'e.g. SIP1, SIP2, SIP3',
	hint: 'Leave empty to keep the current representatives',
	description:
		'The SIP codes of the representatives, separated by commas. An expression can return an array.',
};

const configure = operation({
	method: 'ConfigureIvrCampaign',
	option: {
		name: 'Configure',
		value: 'configure',
		action: 'Configure IVR campaign',
		description:
			'Set an IVR campaign’s maximum number of simultaneous calls and its representatives',
	},
	fields: [campaign, maxCalls, representatives, jsonRequestOptions],
	request: {
		Campaign: 'campaign',
		setMaxCalls: 'maxCalls',
		RepresentativeList: 'representatives',
	},
	output: done,
});

export const ivrResource: Resource = {
	option: {
		name: 'IVR',
		value: 'ivr',
		description: 'Settings of a campaign that plays a voice menu instead of calling agents',
	},
	operations: [configure],
	defaultOperation: configure,
};
