import type { INode } from 'n8n-workflow';
import { isTool } from './isTool';

interface Context {
	continueOnFail(): boolean;
	getNode(): INode;
}

/**
 * Whether a failed item goes out with its error instead of being thrown. To a model it does, unless
 * the builder wants the workflow to stop there: newer versions of n8n go by the same rule and hand on
 * no more than the error's message, older ones stop the agent.
 */
export const continuesOnFail = (context: Context): boolean => {
	const node = context.getNode();
	return context.continueOnFail() || (isTool(node) && node.onError !== 'stopWorkflow');
};
