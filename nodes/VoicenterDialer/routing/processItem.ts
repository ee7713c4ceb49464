import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { DialerRequest } from '../transport/encode';
import { InputError } from '../transport/InputError';
import type { Send } from '../transport/sendRequest';
import { dryRunItem } from './dryRunItem';
import { failedItem, statusOf, toNodeError, withWayOn, type Obstacle } from './failedItem';
import type { NodeExecution } from './NodeExecution';
import type { Operation, ReadParameter } from './Operation';
import type { ItemSource } from './parameterReader';
import { prepareItem } from './prepareItem';
import { sendItem } from './sendItem';
import { shownValue } from './toRequest';

/** One input item, and the ways that n8n gives to work with it. */
export interface Item {
	readonly itemIndex: number;
	readonly source: ItemSource;
	/** Evaluates an expression that is not (or no longer) in the node. */
	readonly evaluate: (expression: string) => unknown;
	readonly send: Send;
}

/**
 * One item, from its parameters to its output items.
 * @throws NodeApiError or NodeOperationError unless the node continues on errors
 */
export async function processItem(
	operation: Operation,
	execution: NodeExecution,
	item: Item,
): Promise<INodeExecutionData[]> {
	const { itemIndex } = item;
	const read = execution.readerFor(item.source);
	const prepared = prepareItem(operation, read, execution.zone);
	if (prepared instanceof InputError) return giveOut(operation, execution, item, read, prepared);
	const { request, encoding, isDryRun } = prepared;
	const credential = await execution.credential;
	if (credential instanceof InputError) {
		return giveOut(operation, execution, item, read, credential);
	}
	if (isDryRun) return [dryRunItem(request, encoding, credential, itemIndex)];
	const outcome = await sendItem(operation, execution, item, { ...prepared, credential });
	if (!outcome.ok) return giveOut(operation, execution, item, read, outcome.failure, request);
	const { description, answer } = outcome;
	return operation
		.output({ request, description, answer, read })
		.map((json) => ({ json, pairedItem: { item: itemIndex } }));
}

/**
 * A failed item is thrown, or goes out with its error where the node continues.
 * @param sent missing where the check before sending said no
 */
function giveOut(
	operation: Operation,
	{ node, zone, continuesOnFail }: NodeExecution,
	{ itemIndex }: Item,
	read: ReadParameter,
	cause: Obstacle,
	sent?: DialerRequest,
): INodeExecutionData[] {
	const obstacle = operation.verdict === undefined ? cause : withWayOn(node, cause);
	if (!continuesOnFail) throw toNodeError(node, obstacle, itemIndex);
	const subject: IDataObject = {};
	const paths: Readonly<Record<string, string>> = operation.request;
	for (const [wireName, path] of Object.entries(paths)) {
		if (!subjects.has(path)) continue;
		subject[path] = sent?.parameters[wireName] ?? shownValue(operation, read, path, zone);
	}
	if (operation.verdict !== undefined) subject.status = statusOf(obstacle);
	return [failedItem(node, obstacle, itemIndex, subject)];
}

/** What an item is about, by which it is known in the output. */
const subjects: ReadonlySet<string> = new Set(['campaign', 'target', 'member']);
