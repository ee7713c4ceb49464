import type { INodeProperties } from 'n8n-workflow';

const specifyCustomVariables: INodeProperties = {
	displayName: 'Specify Custom Variables',
	name: 'specifyCustomVariables',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'Using Fields Below', value: 'keyValue' },
		{ name: 'Using JSON', value: 'json' },
	],
	default: 'keyValue',
};

const keyValue: INodeProperties = {
	displayName: 'Custom Variables',
	name: 'customVariables',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Variable',
	default: {},
	description:
		'Your own data about the lead, such as its CRM ID. It comes back with the call’s outcome and in the agent’s pop-up screen.',
	displayOptions: { show: { specifyCustomVariables: ['keyValue'] } },
	options: [
		{
			displayName: 'Variable',
			name: 'variable',
			values: [
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. lead_id',
					description: 'The prefix var_ is added for you',
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					placeholder: 'e.g. 1017',
				},
			],
		},
	],
};

const json: INodeProperties = {
	displayName: 'Custom Variables (JSON)',
	name: 'customVariablesJson',
	type: 'json',
	default: '',
	placeholder: '{ "lead_id": 1017, "product": "fiber" }',
	description:
		'One JSON object: your own data about the lead, such as its CRM ID. The prefix var_ is added to each name for you.',
	displayOptions: { show: { specifyCustomVariables: ['json'] } },
};

export const customVariables: readonly INodeProperties[] = [specifyCustomVariables, keyValue, json];
