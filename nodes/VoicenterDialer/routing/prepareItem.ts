import { methodOf, type Encoding } from '../contract/methods';
import type { DialerRequest } from '../transport/encode';
import { InputError } from '../transport/InputError';
import { isEmpty } from '../transport/isEmpty';
import type { SendOptions } from '../transport/sendRequest';
import { toFlag } from '../transport/toFlag';
import { toInteger } from '../transport/toNumber';
import type { Operation, ReadParameter } from './Operation';
import { toRequest } from './toRequest';

/** An item that passed the check: what to send, and how. */
export interface PreparedItem extends SendOptions {
	readonly request: DialerRequest;
	readonly encoding: Encoding;
	readonly isDryRun: boolean;
}

/** @param zone IANA zone of times that name none */
export function prepareItem(
	operation: Operation,
	read: ReadParameter,
	zone: string,
): PreparedItem | InputError {
	if (methodOf(operation.method).isBulk) return notAsTool;
	try {
		const maxConcurrency = read('options.maxConcurrency');
		if (!isEmpty(maxConcurrency)) toInteger(maxConcurrency, 'Max Concurrency');
		return {
			request: toRequest(operation, read, zone),
			isDryRun: toFlag(read('options.dryRun'), 'Dry Run', false),
			encoding: (read('options.requestFormat') ?? 'json') as Encoding,
			timeoutMs: toInteger(read('options.timeout') ?? 60_000, 'Timeout'),
			maxRetries: toInteger(read('options.maxRetries') ?? 3, 'Max Retries'),
		};
	} catch (error) {
		return InputError.from(error);
	}
}

/** Not every user of a tool runs custom operations: those that do not come here. */
const notAsTool = new InputError(
	'Add Many cannot run as a tool here',
	'Nothing was sent. The builder of this workflow has to choose the operation “Add” for the tool: it adds one call each time it is used.',
);
