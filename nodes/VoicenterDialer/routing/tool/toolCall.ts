import {
	NodeConnectionTypes,
	type IContextObject,
	type IExecutePaginationFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';
import { isTool } from './isTool';

/** One use of the node by a model, where n8n calls the node's routing for it directly. */
export interface ToolCall {
	readonly input: INodeExecutionData;
	/** What is kept of it until it has ended, over all tries of Retry On Fail. */
	readonly store: IContextObject;
}

type Context = Pick<IExecutePaginationFunctions, 'getNode' | 'getInputData'>;

const stores = new WeakMap<object, IContextObject>();

/**
 * The call that the context belongs to, if it belongs to one.
 *
 * n8n counts each try of such a call as a run of its own. What all tries have in common is the
 * object that holds the model's arguments.
 */
export function toolCallOf(context: Context): ToolCall | undefined {
	if (!isTool(context.getNode())) return undefined;
	const input = context.getInputData(0, NodeConnectionTypes.AiTool);
	const store = stores.get(input.json) ?? {};
	stores.set(input.json, store);
	return { input, store };
}
