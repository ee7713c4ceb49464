import type { INodeProperties } from 'n8n-workflow';

const cleanPhoneNumbers: INodeProperties = {
	displayName: 'Clean Phone Numbers',
	name: 'cleanPhoneNumbers',
	type: 'boolean',
	default: true,
	description:
		'Whether to remove spaces, dashes, dots, parentheses and a leading + or 00 from the phone number and the caller ID',
};

const completeIsraeliNumbers: INodeProperties = {
	displayName: 'Complete Israeli Numbers',
	name: 'completeIsraeliNumbers',
	type: 'boolean',
	default: false,
	description:
		'Whether to send Israeli phone numbers as 972501234567, also those that lost their leading zero in a spreadsheet (501234567). Other numbers need their country code: a foreign number without it may look like an Israeli one.',
};

const dryRun: INodeProperties = {
	displayName: 'Dry Run',
	name: 'dryRun',
	type: 'boolean',
	default: false,
	description:
		'Whether to check everything without sending anything. The output shows the request that would be sent, without the account code.',
};

/** One shape for all items of a run, so it takes no expression. */
const includeInputFields: INodeProperties = {
	displayName: 'Include Input Fields',
	name: 'includeInputFields',
	type: 'boolean',
	noDataExpression: true,
	default: false,
	description:
		'Whether to return each input item with all its own fields and files, and the verdict in one field beside them. An input field of the same name is replaced.',
};

const outputFieldName: INodeProperties = {
	displayName: 'Output Field Name',
	name: 'outputFieldName',
	type: 'string',
	noDataExpression: true,
	default: 'dialer',
	placeholder: 'e.g. dialer',
	description: 'The name of the field with the verdict, if Include Input Fields is turned on',
};

const maxConcurrency: INodeProperties = {
	displayName: 'Max Concurrency',
	name: 'maxConcurrency',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 10,
	description: 'The maximum number of requests that this node sends at the same time',
};

const maxRetries: INodeProperties = {
	displayName: 'Max Retries',
	name: 'maxRetries',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 3,
	description:
		'How many times to retry a request that the service certainly did not process, because it was unreachable or too busy. A request that it may have processed is never sent again.',
};

/** For requests that may be repeated. */
const maxRepeats: INodeProperties = {
	...maxRetries,
	description:
		'How many times to repeat a request that failed or got no answer. Repeating it does no harm: it changes nothing that has been changed already.',
};

const requestFormat: INodeProperties = {
	displayName: 'Request Format',
	name: 'requestFormat',
	type: 'options',
	options: [
		{ name: 'Form (POST)', value: 'form' },
		{ name: 'JSON (POST)', value: 'json' },
		{ name: 'Query (GET)', value: 'query' },
	],
	default: 'json',
	description: 'How to encode the request. JSON keeps numbers in custom variables as numbers.',
};

const timeout: INodeProperties = {
	displayName: 'Timeout (Ms)',
	name: 'timeout',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 60000,
	description: 'How long to wait for a response, in milliseconds',
};

const options = (...members: INodeProperties[]): INodeProperties => ({
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: members,
});

/** Methods that take all three encodings. */
export const requestOptions = options(maxConcurrency, maxRetries, requestFormat, timeout);

/** Methods that take JSON only. */
export const jsonRequestOptions = options(maxConcurrency, maxRetries, timeout);

/** Methods about one call. */
export const callOptions = options(
	cleanPhoneNumbers,
	completeIsraeliNumbers,
	dryRun,
	includeInputFields,
	maxConcurrency,
	maxRetries,
	outputFieldName,
	requestFormat,
	timeout,
);

/** The call log. */
export const callLogOptions = options(maxConcurrency, maxRepeats, timeout);

/** The Do-Not-Call list. */
export const doNotCallOptions = options(
	cleanPhoneNumbers,
	completeIsraeliNumbers,
	dryRun,
	includeInputFields,
	maxConcurrency,
	maxRepeats,
	outputFieldName,
	timeout,
);

const batchSize: INodeProperties = {
	displayName: 'Batch Size',
	name: 'batchSize',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 100000 },
	default: 3000,
	description:
		'How many leads to send per request. Above 3,000, the service returns one result for the whole request instead of one per lead.',
};

const idempotencyKey: INodeProperties = {
	displayName: 'Idempotency Key',
	name: 'idempotencyKey',
	type: 'string',
	default: '',
	placeholder: 'e.g. {{ $json.lead_id }}',
	description:
		'A unique value for each lead, such as its CRM ID. A lead whose key was sent before, by any execution of this workflow, is not sent again.',
};

const idempotencyHistory: INodeProperties = {
	displayName: 'Idempotency History',
	name: 'idempotencyHistory',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 300000,
	description:
		'How many of the most recent idempotency keys this node remembers. More keys are slower: n8n rewrites all of them for each request.',
};

const skipDuplicates: INodeProperties = {
	displayName: 'Skip Duplicates',
	name: 'skipDuplicates',
	type: 'boolean',
	default: false,
	description:
		'Whether to skip a lead with the same campaign and phone number as an earlier lead in the input',
};

const skipPending: INodeProperties = {
	displayName: 'Skip Pending',
	name: 'skipPending',
	type: 'boolean',
	default: false,
	description: 'Whether to skip a lead whose phone number is already waiting in the campaign',
};

/** AddCallsBulk. */
export const bulkOptions = options(
	batchSize,
	cleanPhoneNumbers,
	completeIsraeliNumbers,
	dryRun,
	idempotencyHistory,
	idempotencyKey,
	includeInputFields,
	{ ...maxConcurrency, default: 2 },
	maxRetries,
	outputFieldName,
	skipDuplicates,
	skipPending,
	timeout,
);
