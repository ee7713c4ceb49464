import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

const withParameters = { includeNodeParameters: true };

/**
 * Whether a Remove Duplicates node before or after this one keeps its own values in the workflow's
 * row of n8n's memory (its option Scope), so that nobody else may use it.
 */
export function sharesWorkflowMemory(context: IExecuteFunctions): boolean {
	const { name } = context.getNode();
	const connected = [
		...context.getParentNodes(name, withParameters),
		...context.getChildNodes(name, withParameters),
	];
	return connected.some(({ type, disabled, parameters }) => {
		if (disabled || type !== 'n8n-nodes-base.removeDuplicates') return false;
		const { scope = 'node' } = (parameters?.options ?? {}) as IDataObject;
		return scope !== 'node';
	});
}
