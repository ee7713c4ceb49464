import type { NodeRun } from '../../harness/runNode';
import { dialerName, workflowOf, type WorkflowSetup } from '../../harness/workflow';
import { retryGraph } from './graph';
import { nodeRunOf } from './nodeRunOf';

/** Retry in the executions list, with the workflow as it is saved now. */
export const retry = async ({ run }: NodeRun, setup: WorkflowSetup): Promise<NodeRun> =>
	nodeRunOf(await retryGraph(run, workflowOf(setup), setup.credential ?? {}), dialerName);
