import type { INodeProperties } from 'n8n-workflow';

export const campaign: INodeProperties = {
	displayName: 'Campaign',
	name: 'campaign',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description:
		'The dialer campaign. It makes no calls while it is disabled or, unless it is an IVR campaign, while it has no members. Deleted campaigns are not listed.',
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
			hint: 'The campaign’s unique code, which Campaign: Get Many returns as “Code”',
		},
	],
};

export const member: INodeProperties = {
	displayName: 'Member',
	name: 'member',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The extension that takes the campaign’s calls, identified by its SIP code',
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
		'The phone number to call. Enter an Israeli number with or without 972, and any other number with its country code.',
};

const callerId: INodeProperties = {
	displayName: 'Caller ID',
	name: 'callerId',
	type: 'string',
	default: '',
	placeholder: 'e.g. 0722776772',
	description:
		'The number that the called person sees. Leave empty to let the dialer choose: by the target’s country, then the agent’s extension, then the campaign. Enter “Anonymous” to hide the number.',
};

const callerName: INodeProperties = {
	displayName: 'Caller Name',
	name: 'callerName',
	type: 'string',
	default: '',
	placeholder: 'e.g. Nova Fiber',
	description: 'The name shown with the caller ID',
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
		'Whether to call the number even if it is on the account’s Do-Not-Call list or, most likely, in Israel’s national registry. Calling people who asked not to be called may be illegal.',
};

const originateTime: INodeProperties = {
	displayName: 'Originate Time',
	name: 'originateTime',
	type: 'dateTime',
	default: '',
	placeholder: 'e.g. 2026-12-24T09:30:00',
	description:
		'The earliest time to make the call, such as 2026-12-24T09:30:00. A time without a time zone is in the workflow’s time zone. Leave empty to call as soon as possible. Not available for all campaign types.',
};

const priority: INodeProperties = {
	displayName: 'Priority',
	name: 'priority',
	type: 'number',
	default: 0,
	placeholder: 'e.g. 10',
	description: 'A whole number. The campaign makes calls with a higher priority first.',
};

const collection = {
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
} as const;

const details = [callerId, customerName, ignoreDncStatus, originateTime, priority];

/** Only AddCallsBulk takes a caller name (guide, 6.11). */
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
		{ name: 'Using Fields', value: 'keyValue' },
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
		'Your own data about the lead, such as its CRM ID. It is included in the call’s outcome and in the agent’s pop-up screen.',
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
					description: 'The prefix var_ is added automatically',
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
		'A JSON object with your own data about the lead, such as its CRM ID. The prefix var_ is added to each name automatically.',
	displayOptions: { show: { specifyCustomVariables: ['json'] } },
};

/** The switch comes last, because JSON is rarely needed. */
export const customVariables: readonly INodeProperties[] = [keyValue, json, specifyCustomVariables];

const warning = (name: string, displayName: string): INodeProperties => ({
	displayName,
	name,
	type: 'notice',
	default: '',
});

export const clearWarning = warning(
	'costOfClearing',
	'This removes all calls waiting in the campaign. These people are not called, and this cannot be undone. To call them later, use Campaign: Stop instead.',
);

export const optOutNotice = warning(
	'optOutNotice',
	'The service can’t tell who is on the list, and keeps no record of why. Keep your own record of every opt-out. Calls already waiting in a campaign are best removed too (Call: Remove).',
);

export const optInNotice = warning(
	'optInNotice',
	'Campaigns can then call this person again. The service can’t tell who is on the list, and keeps no record of why. Keep your own record of the person’s consent.',
);

export const callLogNotice = warning(
	'callLogNotice',
	'A call shows up in the Call Log some minutes after it has ended. To get outcomes at once, use the Voicenter Dialer Trigger.',
);

const doNotCall =
	'“Ignore Do-Not-Call Status” likely bypasses the account’s Do-Not-Call list and Israel’s national registry. A call to a person who has not agreed to it may cost up to 46,080 NIS in Israel. Use it only where you can prove consent.';

/**
 * Shown when the field is turned on or is an expression. To look inside a collection, n8n needs a path
 * from the root.
 */
const ignoreDncWarning = (collection: string): INodeProperties => ({
	...warning('costOfIgnoringDnc', doNotCall),
	displayOptions: { show: { [`/${collection}.ignoreDncStatus`]: [true] } },
});

export const addDncWarning = ignoreDncWarning('additionalFields');
export const updateDncWarning = ignoreDncWarning('updateFields');

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

export const simplify: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** The two fields of every Get Many operation. */
export const returnAllAndLimit: readonly INodeProperties[] = [returnAll, limit];
