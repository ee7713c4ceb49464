import type { IRun, IRunExecutionData, Workflow } from 'n8n-workflow';

/**
 * Retry in the executions list, as n8n's server prepares it: the stored data of the failed execution,
 * without the failed run, and the workflow as it is saved now.
 * @param failed a copy, which is changed
 */
export function prepareRetry({ data }: IRun, workflow: Workflow): IRunExecutionData {
	delete data.resultData.error;
	const runs = data.resultData.runData[String(data.resultData.lastNodeExecuted)] ?? [];
	if (runs.at(-1)?.error !== undefined) runs.pop();
	for (const entry of data.executionData?.nodeExecutionStack ?? []) {
		entry.node = workflow.nodes[entry.node.name];
	}
	return data;
}
