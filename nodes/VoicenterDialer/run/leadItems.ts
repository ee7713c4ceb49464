import type { INode, INodeExecutionData } from 'n8n-workflow';
import { faultOf, InputError } from '../api/failure';
import { failedItem, toNodeError, withResendAdvice, type Obstacle } from '../n8n/nodeErrors';
import { yieldToEventLoop } from './limiter';
import { verdictOf, type Outcome, type Verdicts } from './verdict';

/** The item of one lead. @throws nothing: a failed item has its error */
function itemOf(node: INode, verdicts: Verdicts, itemIndex: number): INodeExecutionData {
	const outcome: Outcome = verdicts.of(itemIndex) ?? noVerdict;
	const obstacle = verdicts.errorOf(itemIndex);
	if (obstacle === undefined) return { json: outcome, pairedItem: { item: itemIndex } };
	const { campaign, target, status } = outcome;
	return failedItem(node, withResendAdvice(node, obstacle), itemIndex, {
		campaign,
		target,
		status,
	});
}

/** Cannot happen: every way through the engine settles its leads. */
const noVerdict: Outcome = { campaign: '', target: '', ...verdictOf(faultOf('internal')) };

/**
 * The item of one lead, where it is the only one.
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
 * The items of all leads of a run.
 * @param counts of the verdicts, as a sentence that goes with an error
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
	// What is wrong with the options or the credential is no single item's.
	if (obstacle instanceof InputError) return toNodeError(node, obstacle);
	const { advice } = withResendAdvice(node, obstacle);
	return toNodeError(node, { ...obstacle, advice: `${advice} ${counts}` }, itemIndex);
}
