import type { INodeProperties } from 'n8n-workflow';

const cleanPhoneNumbers: INodeProperties = {
	displayName: 'Clean Phone Numbers',
	name: 'cleanPhoneNumbers',
	type: 'boolean',
	default: true,
	description:
		'Whether to take spaces, dashes, dots, parentheses and a leading + or 00 off the phone number and the caller ID before they are sent',
};

const dryRun: INodeProperties = {
	displayName: 'Dry Run',
	name: 'dryRun',
	type: 'boolean',
	default: false,
	description:
		'Whether to check everything and send nothing. The output shows the request that would have been sent, without the account code.',
};

const maxConcurrency: INodeProperties = {
	displayName: 'Max Concurrency',
	name: 'maxConcurrency',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 10,
	description: 'How many requests of this node may be on their way at the same time',
};

const maxRetries: INodeProperties = {
	displayName: 'Max Retries',
	name: 'maxRetries',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 3,
	description:
		'How often to send a request again that the service certainly did not process (not reached, too busy). A request that it may have processed is never sent again.',
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
	description: 'How the request is written. JSON keeps numbers in custom variables as numbers.',
};

const timeout: INodeProperties = {
	displayName: 'Timeout',
	name: 'timeout',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 60000,
	description: 'How many milliseconds to wait for an answer',
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
	dryRun,
	maxConcurrency,
	maxRetries,
	requestFormat,
	timeout,
);

const batchSize: INodeProperties = {
	displayName: 'Batch Size',
	name: 'batchSize',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 100000 },
	default: 3000,
	description:
		'How many leads go in one request. Above 3,000 the service answers for the whole request, no longer for each lead.',
};

const idempotencyKey: INodeProperties = {
	displayName: 'Idempotency Key',
	name: 'idempotencyKey',
	type: 'string',
	default: '',
	placeholder: 'e.g. {{ $json.lead_id }}',
	description:
		'A value that is different for each lead, such as its CRM ID. A lead whose key was sent before, in any execution of this workflow, is not sent again.',
};

const idempotencyHistory: INodeProperties = {
	displayName: 'Idempotency History',
	name: 'idempotencyHistory',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 300000,
	description:
		'How many of the last idempotency keys this node remembers. More take more time: n8n keeps them all in one place and rewrites it for each request.',
};

const skipDuplicates: INodeProperties = {
	displayName: 'Skip Duplicates',
	name: 'skipDuplicates',
	type: 'boolean',
	default: false,
	description:
		'Whether to skip a lead whose campaign and phone number are those of an earlier lead of the same input',
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
	dryRun,
	idempotencyHistory,
	idempotencyKey,
	{ ...maxConcurrency, default: 2 },
	maxRetries,
	skipDuplicates,
	skipPending,
	timeout,
);
