import type { INodeProperties } from 'n8n-workflow';
import { InputError } from '../api/failure';
import { dialerCallTypes } from '../api/methods';
import type { ReadParameter } from '../input/parameterReader';
import { isEmpty, toFlag, toList } from '../input/values';
import { callLogNotice, returnAllAndLimit, simplify } from './fields';
import { operation } from './operation';
import { callLogOptions } from './options';
import type { Resource } from './panel';
import { toUtc } from './toRequest';

const from: INodeProperties = {
	displayName: 'From',
	name: 'from',
	type: 'dateTime',
	default: '',
	required: true,
	placeholder: 'e.g. 2026-12-24T09:00:00',
	description:
		'Return the calls that started at this time or later. A time without a time zone is in the workflow’s time zone.',
};

const to: INodeProperties = {
	displayName: 'To',
	name: 'to',
	type: 'dateTime',
	default: '',
	placeholder: 'e.g. 2026-12-24T18:00:00',
	hint: 'Leave empty to return calls until now',
	description:
		'Return the calls that started until this time. A time without a time zone is in the workflow’s time zone.',
};

const callTypes = ['agentDialer', 'ivrDialer', 'other'] as const;

/** `other`: all calls of the account that are not a dialer campaign's. */
export type CallType = (typeof callTypes)[number];

const defaultCallTypes: readonly CallType[] = ['agentDialer', 'ivrDialer'];

const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: [
		{
			displayName: 'Call ID',
			name: 'callId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 2026122409a1b2c3000017',
			description: 'The ID of one call, as Voicenter Dialer Trigger returns it',
		},
		{
			displayName: 'Call Types',
			name: 'callTypes',
			type: 'multiOptions',
			options: [
				{
					name: 'Agent Dialer',
					value: 'agentDialer',
					description: 'Calls of campaigns that connect people to agents',
				},
				{
					name: 'IVR Dialer',
					value: 'ivrDialer',
					description: 'Calls of IVR campaigns and predictive campaigns',
				},
				{
					name: 'Other',
					value: 'other',
					description: 'All other calls of the account, such as incoming ones',
				},
			],
			default: ['agentDialer', 'ivrDialer'],
			description:
				'The types of calls to return. Without this filter, only calls of dialer campaigns are returned.',
		},
		{
			displayName: 'Extensions',
			name: 'extensions',
			type: 'string',
			default: '',
			placeholder: 'e.g. SIP1, SIP2',
			description: 'Comma-separated list of SIP codes. Returns only calls of these extensions.',
		},
		{
			displayName: 'Phone Numbers',
			name: 'phones',
			type: 'string',
			default: '',
			placeholder: 'e.g. 972501234567, 0521234567',
			description:
				'Comma-separated list of phone numbers. Returns only calls to or from these numbers.',
		},
	],
};

/** @throws InputError for an unknown type */
export function callTypesOf(read: ReadParameter): readonly CallType[] {
	const wanted = toList(read('filters.callTypes') ?? '', 'Call Types').map((entry) => {
		const type = callTypes.find((known) => known === entry);
		if (type !== undefined) return type;
		throw new InputError(
			`“Call Types” has an unknown value: ${entry.slice(0, 60)}`,
			`Choose call types from the list. An expression must return ${callTypes.join(', ')}.`,
		);
	});
	return wanted.length > 0 ? wanted : defaultCallTypes;
}

/** @throws InputError if it is neither true nor false */
export const isSimplified = (read: ReadParameter): boolean =>
	toFlag(read('simplify'), 'Simplify', true);

/** The fields to return (vendor's practice). */
const recordFields = [
	'CallID',
	'Date',
	'DateEpoch',
	'Type',
	'CdrType',
	'DialStatus',
	'CallerNumber',
	'TargetNumber',
	'Callerextension',
	'Targetextension',
	'DID',
	'Duration',
	'RingTime',
	'QueueName',
	'RepresentativeName',
	'RepresentativeCode',
	'UserName',
	'UserId',
	'DepartmentName',
	'DepartmentId',
	'RecordURL',
	'RecordExpect',
	'DTMFData',
	'CustomData',
	'Price',
	'TargetPrefixName',
];

const getAll = operation({
	method: 'CallLog',
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many calls from call log',
		description: 'Retrieve a list of calls that have ended, with their outcomes',
	},
	fields: [callLogNotice, from, to, ...returnAllAndLimit, simplify, filters, callLogOptions],
	request: {
		fromdate: 'from',
		todate: 'to',
		phones: 'filters.phones',
		extensions: 'filters.extensions',
		callID: 'filters.callId',
	},
	computed: (read) => {
		const types = callTypesOf(read);
		const numbers = types.flatMap((type) =>
			type === 'other' ? [] : Object.values(dialerCallTypes[type]),
		);
		return {
			fields: recordFields,
			...(isEmpty(read('to')) && { todate: toUtc(Math.floor(Date.now() / 1000)) }),
			// There is no filter for all the others.
			...(!types.includes('other') && { cdrTypes: numbers }),
			sort: [{ field: 'date', order: 'asc' }],
		};
	},
	check: ({ parameters: { fromdate, todate } }, read) => {
		isSimplified(read);
		if (String(fromdate) <= String(todate)) return;
		throw new InputError(
			`“From” is after “To”: ${String(fromdate)} is after ${String(todate)}`,
			'Enter a range of dates that begins before it ends. Check the time zone of both.',
		);
	},
	isRepeatable: true,
});

export const callLogResource: Resource = {
	option: {
		name: 'Call Log',
		value: 'callLog',
		description: 'Calls that have ended, with their outcomes',
	},
	operations: [getAll],
	defaultOperation: getAll,
};
