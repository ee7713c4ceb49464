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

const callerId: INodeProperties = {
	displayName: 'Caller ID',
	name: 'callerId',
	type: 'string',
	default: '',
	placeholder: 'e.g. 0722776772',
	description:
		'The number that the called person sees. If empty, the dialer picks one: for the target country, then the worker’s extension, then the campaign. “Anonymous” hides it.',
};

const callerName: INodeProperties = {
	displayName: 'Caller Name',
	name: 'callerName',
	type: 'string',
	default: '',
	placeholder: 'e.g. Nova Fiber',
	description: 'The name that goes with the caller ID',
};

const customerName: INodeProperties = {
	displayName: 'Customer Name',
	name: 'customerName',
	type: 'string',
	default: '',
	placeholder: 'e.g. Dana Levi',
	description: 'The name of the person to call, as the agent sees it',
};

const ignoreDncStatus: INodeProperties = {
	displayName: 'Ignore Do-Not-Call Status',
	name: 'ignoreDncStatus',
	type: 'boolean',
	default: false,
	description:
		'Whether to call even a number that is on the account’s Do-Not-Call list. Calling people who asked not to be called can be against the law.',
};

const originateTime: INodeProperties = {
	displayName: 'Originate Time',
	name: 'originateTime',
	type: 'dateTime',
	default: '',
	placeholder: 'e.g. 2026-12-24T09:30:00',
	description:
		'When to make the call, at the earliest, such as 2026-12-24T09:30:00. A time without a zone is in the workflow’s time zone. If empty, the call is made as soon as its turn comes. Not available on all campaign types.',
};

const priority: INodeProperties = {
	displayName: 'Priority',
	name: 'priority',
	type: 'number',
	default: 0,
	placeholder: 'e.g. 10',
	description:
		'A whole number. Calls with a higher one are made before the others of the campaign.',
};

const collection = {
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
} as const;

const details = [callerId, customerName, ignoreDncStatus, originateTime, priority];

/** AddCallsBulk alone takes a caller's name (guide, 6.11). */
const bulkCallerName: INodeProperties = {
	...callerName,
	displayOptions: { show: { '/operation': ['addMany'] } },
};

export const additionalFields: INodeProperties = {
	...collection,
	displayName: 'Additional Fields',
	name: 'additionalFields',
	options: [callerId, bulkCallerName, customerName, ignoreDncStatus, originateTime, priority],
};

export const updateFields: INodeProperties = {
	...collection,
	displayName: 'Update Fields',
	name: 'updateFields',
	options: details,
};

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

const warning = (name: string, displayName: string): INodeProperties => ({
	displayName,
	name,
	type: 'notice',
	default: '',
});

export const clearWarning = warning(
	'costOfClearing',
	'All calls that wait in the campaign are taken out: none of these people is called, and nothing brings the calls back. To call them later, use Campaign: Stop instead.',
);

const doNotCall =
	'“Ignore Do-Not-Call Status” calls people who asked not to be called. That can be against the law and cost a fine: use it only where you have their consent.';

/**
 * Shown once the field is switched on, or is an expression. n8n looks for a field inside another one
 * only by a path from the root.
 */
const costOfIgnoringDnc = (collection: string): INodeProperties => ({
	...warning('costOfIgnoringDnc', doNotCall),
	displayOptions: { show: { [`/${collection}.ignoreDncStatus`]: [true] } },
});

export const addDncWarning = costOfIgnoringDnc('additionalFields');
export const updateDncWarning = costOfIgnoringDnc('updateFields');

const returnAll: INodeProperties = {
	displayName: 'Return All',
	name: 'returnAll',
	type: 'boolean',
	default: false,
	description: 'Whether to return all results or only up to a given limit',
};

const limit: INodeProperties = {
	displayName: 'Limit',
	name: 'limit',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 50,
	description: 'Max number of results to return',
	displayOptions: { show: { returnAll: [false] } },
};

/** The two fields that every Get Many has. */
export const howMany: readonly INodeProperties[] = [returnAll, limit];
