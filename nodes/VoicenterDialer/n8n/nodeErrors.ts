import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type JsonObject,
} from 'n8n-workflow';
import { sendTheRest } from '../api/errors';
import { InputError, type Failure } from '../api/failure';
import { isTool } from './toolCalls';

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

/** A lead that was not sent: the advice says how to send it, and not the others again. */
export function withResendAdvice(node: INode, obstacle: Obstacle): Obstacle {
	if (obstacle instanceof InputError || isTool(node)) return obstacle;
	if (statusOf(obstacle) !== 'skipped') return obstacle;
	const goesOn =
		node.continueOnFail === true || (node.onError ?? 'stopWorkflow') !== 'stopWorkflow';
	const wayOn = goesOn ? sendTheRest.ifContinued : sendTheRest.ifStopped;
	return { ...obstacle, advice: `${obstacle.advice} ${wayOn}` };
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

/**
 * An error for n8n's panel, naming the item where there is one; or for a model, which may get to read
 * nothing but its message. It holds nothing of the request.
 */
export function toNodeError(
	node: INode,
	obstacle: Obstacle,
	itemIndex?: number,
): NodeApiError | NodeOperationError {
	const isForModel = isTool(node) && itemIndex !== undefined;
	const message = isForModel ? wholeText(obstacle) : nameItem(obstacle.message, itemIndex);
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

const nameItem = (message: string, itemIndex?: number): string =>
	itemIndex === undefined ? message : `${message} [item ${itemIndex}]`;

function wholeText(obstacle: Obstacle): string {
	const status = statusOf(obstacle);
	const advice = adviceForModel(status, describe(obstacle));
	return `Status: ${status}. ${obstacle.message}. ${advice}`;
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
	const pairedItem = { item: itemIndex };
	const errorCode = errorCodeOf(obstacle);
	const description = describe(obstacle);
	const status = statusOf(obstacle);
	if (isTool(node)) {
		const advice = adviceForModel(status, description);
		const json = { ...subject, errorCode, description: advice, error: obstacle.message };
		return { json, pairedItem };
	}
	const error = nameItem(obstacle.message, itemIndex);
	if (node.onError === 'continueErrorOutput') {
		return { json: { error, message: `Status: ${status}. ${description}` }, pairedItem };
	}
	return { json: { ...subject, errorCode, description, error }, pairedItem };
}

/** A model reads an unclear outcome as a reason to try once more. */
const adviceForModel = (status: ReturnType<typeof statusOf>, advice: string): string =>
	status === 'unknown' ? `Do not send it again. ${advice}` : advice;
