import { maxBulkElements } from '../contract/methods';
import type { ReadParameter } from '../routing/Operation';
import { InputError } from '../transport/InputError';
import { toFlag } from '../transport/toFlag';
import { toInteger } from '../transport/toNumber';

/** The options of Add Many; they hold for the whole node execution. */
export interface AddManyOptions {
	readonly batchSize: number;
	readonly timeoutMs: number;
	readonly maxConcurrency: number;
	readonly maxRetries: number;
	readonly keyHistory: number;
	readonly skipsDuplicates: boolean;
	readonly skipsPending: boolean;
}

/** @throws InputError naming the option */
export function readAddManyOptions(read: ReadParameter): AddManyOptions {
	const number = (name: string, label: string, fallback: number, min: number, max = Infinity) => {
		const value = toInteger(read(`options.${name}`) ?? fallback, label);
		if (value >= min && value <= max) return value;
		throw new InputError(
			`“${label}” is out of range: ${value}`,
			`Enter a number from ${min}${max === Infinity ? ' up' : ` to ${max.toLocaleString('en')}`}.`,
		);
	};
	const flag = (name: string, label: string) => toFlag(read(`options.${name}`), label, false);
	return {
		batchSize: number('batchSize', 'Batch Size', 3000, 1, maxBulkElements),
		timeoutMs: number('timeout', 'Timeout', 60_000, 1),
		maxConcurrency: number('maxConcurrency', 'Max Concurrency', 2, 1),
		maxRetries: number('maxRetries', 'Max Retries', 3, 0),
		keyHistory: number('idempotencyHistory', 'Idempotency History', 300_000, 1),
		skipsDuplicates: flag('skipDuplicates', 'Skip Duplicates'),
		skipsPending: flag('skipPending', 'Skip Pending'),
	};
}
