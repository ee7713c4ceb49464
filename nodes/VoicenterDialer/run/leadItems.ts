import type { INode, INodeExecutionData } from 'n8n-workflow';
import { faultOf, InputError } from '../api/failure';
import { failedItem, toNodeError, withResendAdvice, type Obstacle } from '../n8n/nodeErrors';
import { yieldToEventLoop } from './limiter';
import { verdictOf, type LeadOutput, type Verdicts } from './verdict';

/** Does not throw: a failed item carries its error. */
function itemOf(node: INode, verdicts: Verdicts, itemIndex: number): INodeExecutionData {
	const output: LeadOutput = verdicts.of(itemIndex) ?? unsettledOutput;
	const obstacle = verdicts.errorOf(itemIndex);
	if (obstacle === undefined) return { json: output, pairedItem: { item: itemIndex } };
	return failedItem(node, withResendAdvice(node, obstacle), itemIndex, output);
}

/** Should not happen: the engine settles every lead. */
const unsettledOutput: LeadOutput = { ...verdictOf(faultOf('internal')) };

/**
 * The output item of a run with a single lead.
 * @throws NodeApiError or NodeOperationError unless the node continues on errors
 */
export function leadItem(
	node: INode,
	verdicts: Verdicts,
	itemIndex: number,
	continuesOnFail: boolean,
): INodeExecutionData {
	const obstacle = verdicts.errorOf(itemIndex);
	if (obstacle !== undefined && !continuesOnFail) throw errorOf(node, obstacle, itemIndex);
	return itemOf(node, verdicts, itemIndex);
}

/**
 * The output items of all leads of a run.
 * @param counts a sentence with the verdict counts, to add to an error
 * @throws NodeApiError or NodeOperationError unless the node continues on errors
 */
export async function leadItems(
	node: INode,
	verdicts: Verdicts,
	itemCount: number,
	{ continuesOnFail, counts }: { readonly continuesOnFail: boolean; readonly counts?: string },
): Promise<INodeExecutionData[]> {
	const failed = verdicts.firstError();
	const obstacle = failed === undefined ? undefined : verdicts.errorOf(failed);
	if (obstacle !== undefined && !continuesOnFail) throw errorOf(node, obstacle, failed, counts);
	const nextTurn = yieldToEventLoop();
	const items: INodeExecutionData[] = [];
	for (let itemIndex = 0; itemIndex < itemCount; itemIndex++) {
		const turn = nextTurn();
		if (turn !== undefined) await turn;
		items.push(itemOf(node, verdicts, itemIndex));
	}
	return items;
}

function errorOf(node: INode, obstacle: Obstacle, itemIndex?: number, counts?: string): Error {
	if (counts === undefined) return toNodeError(node, withResendAdvice(node, obstacle), itemIndex);
	// An invalid option or credential concerns all items.
	if (obstacle instanceof InputError) return toNodeError(node, obstacle);
	const { advice } = withResendAdvice(node, obstacle);
	return toNodeError(node, { ...obstacle, advice: `${advice} ${counts}` }, itemIndex);
}
