import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { failedItem, toNodeError } from '../routing/failedItem';
import { runItems } from '../routing/runItems';
import { continuesOnFail } from '../routing/tool/continuesOnFail';
import { strayArgument } from '../routing/tool/strayArgument';
import type { Resource } from './describe';

type Run = (this: IExecuteFunctions) => Promise<INodeExecutionData[][]>;
type Runs = Record<string, Record<string, Run>>;

/** How n8n runs each operation in a workflow: item by item, unless it has a way of its own. */
export function customOperations(resources: readonly Resource[], own: Readonly<Runs>): Runs {
	const runs: Runs = {};
	for (const { option, operations } of resources) {
		const entries = operations.map((operation): [string, Run] => {
			const { value } = operation.option;
			return [value, guarded(own[option.value]?.[value] ?? runItems(operation))];
		});
		runs[option.value] = Object.fromEntries(entries);
	}
	return runs;
}

const guarded = (run: Run): Run =>
	async function (this) {
		const refusal = strayArgument(this);
		if (refusal === undefined) return await run.call(this);
		const node = this.getNode();
		if (!continuesOnFail(this)) throw toNodeError(node, refusal, 0);
		return [[failedItem(node, refusal, 0, { status: 'rejected' })]];
	};
