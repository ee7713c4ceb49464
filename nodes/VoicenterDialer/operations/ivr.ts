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
	description:
		'How many calls the campaign may have at the same time. If empty, it stays as it is.',
};

const representatives: INodeProperties = {
	displayName: 'Representatives',
	name: 'representatives',
	type: 'string',
	default: '',
	placeholder: 'e.g. SIP1, SIP2, SIP3',
	description:
		'The SIP codes of the representatives, with commas between. An expression may give a list. If empty, they stay as they are.',
};

const configure = operation({
	method: 'ConfigureIvrCampaign',
	option: {
		name: 'Configure',
		value: 'configure',
		action: 'Configure IVR campaign',
		description: 'Set how many calls an IVR campaign makes at once, and its representatives',
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
	option: { name: 'IVR', value: 'ivr' },
	operations: [configure],
	firstChoice: configure,
};
