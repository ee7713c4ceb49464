import type { INodeProperties } from 'n8n-workflow';

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
