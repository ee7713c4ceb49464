import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type JsonObject,
} from 'n8n-workflow';
import { resendAdvice } from '../api/errors';
import { InputError, type Failure } from '../api/failure';
import { redactFailure, type Redactor } from '../api/redaction';
import { isTool } from './toolCalls';

/** Why an item failed: invalid input, or a failed request. */
export type Obstacle = Failure | InputError;

/**
 * The status of a failed item.
 * - `rejected`: rejected by the node's check or by the service; a retry does not help.
 * - `unknown`: it may have been processed.
 * - `skipped`: it certainly was not processed, for a reason unrelated to the item.
 */
export function statusOf(obstacle: Obstacle): 'rejected' | 'unknown' | 'skipped' {
	if (obstacle instanceof InputError) return 'rejected';
	if (obstacle.mayBeDone) return 'unknown';
	return obstacle.kind === 'errorCode' ? 'rejected' : 'skipped';
}

/** Without the account code: a service echoes it, and a user may enter it in the wrong field. */
export function redactObstacle(obstacle: Obstacle, redactor: Redactor): Obstacle {
	if (obstacle instanceof InputError) {
		return new InputError(redactor.text(obstacle.message), redactor.text(obstacle.advice));
	}
	return redactFailure(obstacle, redactor);
}

/** For a lead that was not sent, adds advice on how to send it without sending others again. */
export function withResendAdvice(node: INode, obstacle: Obstacle): Obstacle {
	if (obstacle instanceof InputError || isTool(node)) return obstacle;
	if (statusOf(obstacle) !== 'skipped') return obstacle;
	if (obstacle.isRepeatable) {
		return { ...obstacle, advice: `${obstacle.advice} ${resendAdvice.ifRepeatable}` };
	}
	const goesOn =
		node.continueOnFail === true || (node.onError ?? 'stopWorkflow') !== 'stopWorkflow';
	const howToResend = goesOn ? resendAdvice.ifContinued : resendAdvice.ifStopped;
	return { ...obstacle, advice: `${obstacle.advice} ${howToResend}` };
}

/** The service's ErrorCode, or `null` if it returned none. */
export const errorCodeOf = (obstacle: Obstacle): number | string | null =>
	obstacle instanceof InputError ? null : (obstacle.errorCode ?? null);

/** What to do next, with the service's own text if there is one. */
export function describe(obstacle: Obstacle): string {
	if (obstacle instanceof InputError) return obstacle.advice;
	const { advice, said, errorCode } = obstacle;
	if (said === undefined && errorCode === undefined) return advice;
	const code = errorCode === undefined ? '' : ` (ErrorCode ${errorCode})`;
	return `${advice} Service response: “${said ?? ''}”${code}.`;
}

/**
 * An error for n8n's panel, with the item index if there is one. For an AI model, the message contains
 * everything, because the model may see nothing else. The error contains nothing of the request.
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
	const advice = adviceForModel(obstacle);
	return `Status: ${status}. ${obstacle.message}. ${advice}`;
}

/**
 * A failed item for a node that continues on error.
 *
 * n8n clears the data of an item that has its own `error` property. It sends an item to the error
 * output only if its data has no keys but `error` and `message`, and then adds the data of the input
 * item. So without an error output, the verdict stands beside `error`.
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
		const advice = adviceForModel(obstacle);
		const json = { ...subject, errorCode, description: advice, error: obstacle.message };
		return { json, pairedItem };
	}
	const error = nameItem(obstacle.message, itemIndex);
	if (node.onError === 'continueErrorOutput') {
		const reason = subject.reason === undefined ? '' : ` Reason: ${String(subject.reason)}.`;
		return { json: { error, message: `Status: ${status}.${reason} ${description}` }, pairedItem };
	}
	return { json: { ...subject, errorCode, description, error }, pairedItem };
}

/** An AI model tends to retry after an unclear result. */
function adviceForModel(obstacle: Obstacle): string {
	const advice = describe(obstacle);
	const isHarmless = !(obstacle instanceof InputError) && obstacle.isRepeatable === true;
	return statusOf(obstacle) === 'unknown' && !isHarmless
		? `Do not send it again. ${advice}`
		: advice;
}
