import type { INodeProperties } from 'n8n-workflow';

export const campaign: INodeProperties = {
	displayName: 'Campaign',
	name: 'campaign',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description:
		'The dialer campaign. It calls nobody while it is disabled or, unless it is an IVR campaign, has no members. Deleted campaigns are not listed.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose a campaign…',
			typeOptions: { searchListMethod: 'searchCampaigns', searchable: true },
		},
		{
			displayName: 'By Code',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. skdfvnjsivbniviv',
			hint: 'The campaign’s unique code, as Campaign: Get Many gives it in the field “Code”',
		},
	],
};
