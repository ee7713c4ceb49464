import type { INode, INodeExecutionData } from 'n8n-workflow';
import { faultOf, InputError } from '../api/failure';
import { failedItem, toNodeError, withResendAdvice, type Obstacle } from '../n8n/nodeErrors';
import { isTool } from '../n8n/toolCalls';
import type { LeadRun } from './LeadRun';
import { yieldToEventLoop } from './limiter';
import { verdictOf, type LeadOutput } from './verdict';

/** A run whose leads have their verdicts. */
export interface FinishedRun {
	readonly node: INode;
	readonly run: Pick<LeadRun, 'verdicts' | 'outputField'>;
	readonly continuesOnFail: boolean;
}

/** Should not happen: the engine settles every lead. */
const unsettledOutput: LeadOutput = { ...verdictOf(faultOf('internal')) };

/** Does not throw: a failed item carries its error. */
function itemOf(
	{ node, run }: FinishedRun,
	itemIndex: number,
	input: INodeExecutionData,
): INodeExecutionData {
	const output: LeadOutput = run.verdicts.of(itemIndex) ?? unsettledOutput;
	const obstacle = run.verdicts.errorOf(itemIndex);
	const item =
		obstacle === undefined
			? { json: output, pairedItem: { item: itemIndex } }
			: failedItem(node, withResendAdvice(node, obstacle), itemIndex, output);
	// A model gets the verdict alone: n8n merges its arguments into the tool's input.
	if (run.outputField === undefined || isTool(node)) return item;
	// n8n itself adds the input's fields to an item for the error output.
	const hasInput = obstacle !== undefined && node.onError === 'continueErrorOutput';
	return {
		...item,
		json: hasInput ? item.json : { ...input.json, [run.outputField]: item.json },
		...(input.binary !== undefined && { binary: input.binary }),
	};
}

/**
 * The output item of a run with a single lead.
 * @throws NodeApiError or NodeOperationError unless the node continues on errors
 */
export function leadItem(
	finished: FinishedRun,
	itemIndex: number,
	input: INodeExecutionData,
): INodeExecutionData {
	const { node, run, continuesOnFail } = finished;
	const obstacle = run.verdicts.errorOf(itemIndex);
	if (obstacle !== undefined && !continuesOnFail) throw errorOf(node, obstacle, itemIndex);
	return itemOf(finished, itemIndex, input);
}

/**
 * The output items of all leads of a run.
 * @param counts a sentence with the verdict counts, to add to an error
 * @throws NodeApiError or NodeOperationError unless the node continues on errors
 */
export async function leadItems(
	finished: FinishedRun,
	inputs: readonly INodeExecutionData[],
	counts?: string,
): Promise<INodeExecutionData[]> {
	const { node, run, continuesOnFail } = finished;
	const failed = run.verdicts.firstError();
	const obstacle = failed === undefined ? undefined : run.verdicts.errorOf(failed);
	if (obstacle !== undefined && !continuesOnFail) throw errorOf(node, obstacle, failed, counts);
	const nextTurn = yieldToEventLoop();
	const items: INodeExecutionData[] = [];
	for (let itemIndex = 0; itemIndex < inputs.length; itemIndex++) {
		const turn = nextTurn();
		if (turn !== undefined) await turn;
		items.push(itemOf(finished, itemIndex, inputs[itemIndex]));
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
