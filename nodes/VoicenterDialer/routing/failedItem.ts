import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type JsonObject,
} from 'n8n-workflow';
import type { Failure } from '../transport/failure';
import { InputError } from '../transport/InputError';

/** Why an item has no good outcome: the check before sending, or what came of the sending. */
export type Obstacle = Failure | InputError;

/**
 * What is known of the item's fate.
 * - `rejected`: the check here or the service said no; trying again does not help.
 * - `unknown`: it may have been carried out.
 * - `skipped`: it certainly was not, for a reason that is not the item's.
 */
export function statusOf(obstacle: Obstacle): 'rejected' | 'unknown' | 'skipped' {
	if (obstacle instanceof InputError) return 'rejected';
	if (obstacle.mayBeDone) return 'unknown';
	return obstacle.kind === 'errorCode' ? 'rejected' : 'skipped';
}

/** The service's code, or `null` where it said none. */
export const errorCodeOf = (obstacle: Obstacle): number | string | null =>
	obstacle instanceof InputError ? null : (obstacle.errorCode ?? null);

/** What happened and what to do, with the service's own words where there are any. */
export function describe(obstacle: Obstacle): string {
	if (obstacle instanceof InputError) return obstacle.advice;
	const { advice, said, errorCode } = obstacle;
	if (said === undefined && errorCode === undefined) return advice;
	const code = errorCode === undefined ? '' : ` (ErrorCode ${errorCode})`;
	return `${advice} The service said: “${said ?? ''}”${code}.`;
}

/** An error for n8n's panel, naming the item where there is one. It holds nothing of the request. */
export function toNodeError(
	node: INode,
	obstacle: Obstacle,
	itemIndex?: number,
): NodeApiError | NodeOperationError {
	const message = obstacle.message + (itemIndex === undefined ? '' : ` [item ${itemIndex}]`);
	const description = describe(obstacle);
	if (obstacle instanceof InputError) {
		return new NodeOperationError(node, message, { description, itemIndex, level: 'warning' });
	}
	const { httpCode, errorCode } = obstacle;
	const said: JsonObject = { message, ...(errorCode === undefined ? {} : { errorCode }) };
	const error = new NodeApiError(node, said, { message, description, httpCode, itemIndex });
	error.message = message;
	return error;
}

/**
 * A failed item for a node that continues.
 *
 * n8n wipes an item's data where the item carries an `error` of its own, and sends an item to the
 * error output only if its data is nothing but `error` and `message`; there it adds the data of the
 * input item. So without an error output, the outcome stands beside `error`.
 */
export function failedItem(
	node: INode,
	obstacle: Obstacle,
	itemIndex: number,
	subject: IDataObject,
): INodeExecutionData {
	const error = `${obstacle.message} [item ${itemIndex}]`;
	const description = describe(obstacle);
	const json =
		node.onError === 'continueErrorOutput'
			? { error, message: `Status: ${statusOf(obstacle)}. ${description}` }
			: { ...subject, errorCode: errorCodeOf(obstacle), description, error };
	return { json, pairedItem: { item: itemIndex } };
}
