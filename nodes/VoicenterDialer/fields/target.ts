import type { INodeProperties } from 'n8n-workflow';

export const target: INodeProperties = {
	displayName: 'Target Phone Number',
	name: 'target',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 0501234567 or 972501234567',
	description:
		'The phone number that the campaign calls. Israeli numbers with or without 972, any other country with its country code.',
};
