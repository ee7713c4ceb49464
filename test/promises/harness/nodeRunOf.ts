import type { IRun } from 'n8n-workflow';
import { toStored } from '../../harness/n8n';
import type { NodeRun } from '../../harness/runNode';

/** The last run of a node in an execution. */
export function nodeRunOf(run: IRun, nodeName: string): NodeRun {
	const { runData, error } = run.data.resultData;
	const last = runData[nodeName]?.at(-1);
	const [items, errorItems] = toStored(last?.data?.main) ?? [];
	return {
		items: items ?? [],
		errorItems: errorItems ?? [],
		error,
		hints: toStored(last?.hints) ?? [],
		run,
	};
}
