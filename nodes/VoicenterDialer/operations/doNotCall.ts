import type { INodeProperties } from 'n8n-workflow';
import { optInNotice, optOutNotice } from './fields';
import { operation } from './operation';
import { doNotCallOptions } from './options';
import type { Resource } from './panel';

const phone: INodeProperties = {
	displayName: 'Phone Number',
	name: 'phone',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 972501234567',
	description:
		'The phone number of the person. Enter it with its country code. An Israeli number works without 972, too.',
};

const additionalFields: INodeProperties = {
	displayName: 'Additional Fields',
	name: 'additionalFields',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	options: [
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			placeholder: 'e.g. Dana Levi',
			description: 'The name of the person, shown beside the phone number on the list',
		},
	],
};

const add = operation({
	method: 'AddBlackList',
	option: {
		name: 'Add',
		value: 'add',
		action: 'Add phone number to do not call list',
		description:
			'Add phone numbers to the account’s Do-Not-Call list, so that no campaign calls them. Calls that come in are not affected.',
	},
	fields: [optOutNotice, phone, additionalFields, doNotCallOptions],
	request: { Phone: 'phone', Name: 'additionalFields.name' },
	status: 'added',
	isRepeatable: true,
});

const remove = operation({
	method: 'RemoveBulkFromBlacklist',
	option: {
		name: 'Remove',
		value: 'remove',
		action: 'Remove phone number from do not call list',
		description:
			'Remove phone numbers from the account’s Do-Not-Call list, so that campaigns can call them again',
	},
	fields: [optInNotice, phone, doNotCallOptions],
	request: { Phone: 'phone' },
	status: 'removed',
	isRepeatable: true,
});

export const doNotCallResource: Resource = {
	option: {
		name: 'Do-Not-Call List',
		value: 'doNotCall',
		description: 'Phone numbers that no campaign of the account calls',
	},
	operations: [add, remove],
	defaultOperation: add,
};
