import type { INodeProperties } from 'n8n-workflow';

export const member: INodeProperties = {
	displayName: 'Member',
	name: 'member',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The extension that takes calls of the campaign, by its SIP code',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose a member…',
			typeOptions: { searchListMethod: 'searchMembers', searchable: true },
		},
		{
			displayName: 'By SIP Code',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. syhrhrhr',
			hint: 'The SIP code of the extension',
		},
	],
};
