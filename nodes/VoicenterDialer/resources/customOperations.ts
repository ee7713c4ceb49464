import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { customOperation } from '../run/customOperation';
import type { Resource } from './describe';

type Run = (this: IExecuteFunctions) => Promise<INodeExecutionData[][]>;

/** How n8n runs each operation in a workflow. */
export const customOperations = (
	resources: readonly Resource[],
): Record<string, Record<string, Run>> =>
	Object.fromEntries(
		resources.map(({ option, operations }) => [
			option.value,
			Object.fromEntries(
				operations.map((operation) => [operation.option.value, customOperation(operation)]),
			),
		]),
	);
