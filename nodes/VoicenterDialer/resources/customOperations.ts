import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { runItems } from '../routing/runItems';
import type { Resource } from './describe';

type Run = (this: IExecuteFunctions) => Promise<INodeExecutionData[][]>;
type Runs = Record<string, Record<string, Run>>;

/** How n8n runs each operation in a workflow: item by item, unless it has a way of its own. */
export function customOperations(resources: readonly Resource[], own: Readonly<Runs>): Runs {
	const runs: Runs = {};
	for (const { option, operations } of resources) {
		const items = operations.map((operation): [string, Run] => [
			operation.option.value,
			runItems(operation),
		]);
		runs[option.value] = { ...Object.fromEntries(items), ...own[option.value] };
	}
	return runs;
}
