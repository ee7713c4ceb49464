import { callingRules } from './callingRules';
import {
	addDncWarning,
	additionalFields,
	campaign,
	customVariables,
	returnAllAndLimit,
	target,
	updateDncWarning,
	updateFields,
} from './fields';
import { operation, records } from './operation';
import { bulkOptions, callOptions, jsonRequestOptions } from './options';
import type { Resource } from './panel';

const add = operation({
	method: 'AddCall',
	option: {
		name: 'Add',
		value: 'add',
		action: 'Add call to campaign',
		description:
			'Add one phone number per item to the campaign’s queue. For lists, Add Many is faster.',
	},
	fields: [
		campaign,
		target,
		additionalFields,
		addDncWarning,
		...customVariables,
		callingRules,
		callOptions,
	],
	request: {
		Campaign: 'campaign',
		Target: 'target',
		Callerid: 'additionalFields.callerId',
		OriginateTime: 'additionalFields.originateTime',
		CustomerName: 'additionalFields.customerName',
		Priority: 'additionalFields.priority',
		IgnoreDncStatus: 'additionalFields.ignoreDncStatus',
	},
	status: 'added',
});

/** One request carries many items, so this runs only as a custom operation. */
const addMany = operation({
	method: 'AddCallsBulk',
	option: {
		name: 'Add Many',
		value: 'addMany',
		action: 'Add many calls to campaign',
		description:
			'Add the phone numbers of all items to the campaign’s queue, many per request, with one verdict per lead',
	},
	fields: [
		campaign,
		target,
		additionalFields,
		addDncWarning,
		...customVariables,
		callingRules,
		bulkOptions,
	],
	request: {
		Campaign: 'campaign',
		Target: 'target',
		CallerID: 'additionalFields.callerId',
		CallerName: 'additionalFields.callerName',
		OriginateTime: 'additionalFields.originateTime',
		CustomerName: 'additionalFields.customerName',
		Priority: 'additionalFields.priority',
		IgnoreDncStatus: 'additionalFields.ignoreDncStatus',
	},
	status: 'added',
	toleratesRejections: true,
});

interface Pending {
	readonly Calls?: unknown;
}

const getAll = operation({
	method: 'GetCampaignPendingCalls',
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many calls waiting in campaign',
		description: 'Retrieve a list of the calls waiting in the campaign’s queue',
	},
	fields: [campaign, ...returnAllAndLimit, jsonRequestOptions],
	request: { Campaign: 'campaign' },
	output: records((pending) => (pending as Pending | undefined)?.Calls),
});

const remove = operation({
	method: 'RemoveCall',
	option: {
		name: 'Remove',
		value: 'remove',
		action: 'Remove waiting call from campaign',
		description: 'Remove a phone number from the campaign’s queue, so that it is not called',
	},
	fields: [campaign, target, callOptions],
	request: { Campaign: 'campaign', Target: 'target' },
	status: 'removed',
});

const update = operation({
	method: 'UpdateCall',
	option: {
		name: 'Update',
		value: 'update',
		action: 'Update waiting call in campaign',
		description: 'Change a waiting call, identified by its campaign and phone number',
	},
	fields: [
		campaign,
		target,
		updateFields,
		updateDncWarning,
		...customVariables,
		callingRules,
		callOptions,
	],
	request: {
		Campaign: 'campaign',
		Target: 'target',
		Callerid: 'updateFields.callerId',
		OriginateTime: 'updateFields.originateTime',
		CustomerName: 'updateFields.customerName',
		Priority: 'updateFields.priority',
		IgnoreDncStatus: 'updateFields.ignoreDncStatus',
	},
	status: 'updated',
});

export const callResource: Resource = {
	option: {
		name: 'Call',
		value: 'call',
		description: 'Phone numbers that wait in a campaign’s queue',
	},
	operations: [add, addMany, getAll, remove, update],
	defaultOperation: add,
};
