import { InputError } from '../api/failure';
import { maxBulkElements, type Encoding } from '../api/methods';
import { guardedNames, type ReadParameter } from '../input/parameterReader';
import { isEmpty, toFlag, toInteger, toText } from '../input/values';

/** The node's validated options. Options that an operation does not have get their defaults. */
export interface Options {
	readonly encoding: Encoding;
	readonly timeoutMs: number;
	readonly maxConcurrency: number;
	readonly maxRetries: number;
	readonly batchSize: number;
	readonly keyHistory: number;
	readonly skipsDuplicates: boolean;
	readonly skipsPending: boolean;
	/** The field for the verdict beside the input's own fields. Without one, the item is the verdict. */
	readonly outputField?: string;
}

/** The default of Max Concurrency. */
const defaultConcurrency = { single: 10, bulk: 2 };

const encodings: readonly Encoding[] = ['json', 'form', 'query'];

/** @throws InputError naming the option */
export function readOptions(read: ReadParameter, isBulk: boolean): Options {
	const valueOf = (name: string, fallback: unknown) => {
		const value = read(`options.${name}`);
		return isEmpty(value) ? fallback : value;
	};
	const number = (name: string, label: string, fallback: number, min: number, max = Infinity) => {
		const value = toInteger(valueOf(name, fallback), label);
		if (value >= min && value <= max) return value;
		throw new InputError(
			`“${label}” is out of range: ${value}`,
			`Enter a number ${max === Infinity ? `of at least ${min}` : `from ${min} to ${max.toLocaleString('en')}`}.`,
		);
	};
	const flag = (name: string, label: string) => toFlag(valueOf(name, false), label, false);
	const concurrency = defaultConcurrency[isBulk ? 'bulk' : 'single'];
	return {
		encoding: toEncoding(valueOf('requestFormat', 'json')),
		timeoutMs: number('timeout', 'Timeout (Ms)', 60_000, 1),
		maxConcurrency: number('maxConcurrency', 'Max Concurrency', concurrency, 1),
		maxRetries: number('maxRetries', 'Max Retries', 3, 0),
		batchSize: number('batchSize', 'Batch Size', 3000, 1, maxBulkElements),
		keyHistory: number('idempotencyHistory', 'Idempotency History', 300_000, 1),
		skipsDuplicates: flag('skipDuplicates', 'Skip Duplicates'),
		skipsPending: flag('skipPending', 'Skip Pending'),
		outputField: readOutputField(read),
	};
}

const defaultOutputField = 'dialer';

/** n8n takes an item with only these two fields for a failed one. */
const errorFields: ReadonlySet<string> = new Set(['error', 'message']);

/** @throws InputError naming the option */
export function readOutputField(read: ReadParameter): string | undefined {
	if (!toFlag(read('options.includeInputFields'), 'Include Input Fields', false)) return undefined;
	const value = read('options.outputFieldName');
	const name = isEmpty(value) ? '' : toText(value, 'Output Field Name').trim();
	if (name === '') return defaultOutputField;
	if (!errorFields.has(name) && !guardedNames.has(name)) return name;
	throw new InputError(
		`“Output Field Name” cannot be “${name}”`,
		`n8n uses this name itself. Enter another one, such as ${defaultOutputField}.`,
	);
}

/** Case-insensitive. Rejects unknown values: they could send the account code in the URL. */
function toEncoding(value: unknown): Encoding {
	const text = toText(value, 'Request Format').trim().toLowerCase();
	const encoding = text === '' ? 'json' : encodings.find((known) => known === text);
	if (encoding !== undefined) return encoding;
	throw new InputError(
		`“Request Format” has an unknown value: ${text.slice(0, 60)}`,
		'Choose JSON, Form or Query. An expression must return json, form or query.',
	);
}
