import type { INodeProperties } from 'n8n-workflow';

export const triggerAuthentication: INodeProperties = {
	displayName: 'Authentication',
	name: 'authentication',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'None', value: 'none' },
		{ name: 'Secret in the URL or a Header', value: 'secret' },
	],
	default: 'none',
	description: 'How to tell Voicenter’s requests from others',
};
