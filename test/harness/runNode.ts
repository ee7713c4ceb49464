import type {
	ExecutionError,
	INodeExecutionData,
	IRun,
	NodeExecutionHint,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { core, toStored } from './n8n';
import { additionalDataFor, dialerName, workflowOf, type WorkflowSetup } from './workflow';

export interface NodeSetup extends WorkflowSetup {
	/** `manual`: somebody tries it out in the editor. */
	readonly mode?: WorkflowExecuteMode;
	/** The execution is stopped, as by the editor's button, once this settles. */
	readonly stopWhen?: Promise<unknown>;
}

export interface NodeRun {
	/** The items of the node's first output, as a stored execution has them. */
	readonly items: INodeExecutionData[];
	/** The items of the error output, with “Continue (using error output)”. */
	readonly errorItems: INodeExecutionData[];
	/** What the execution failed with. */
	readonly error?: ExecutionError;
	readonly hints: NodeExecutionHint[];
	/** Everything that n8n keeps of the execution. */
	readonly run: IRun;
}

/** Runs a workflow with one Voicenter Dialer node through n8n's own engine. */
export async function runNode(setup: NodeSetup): Promise<NodeRun> {
	const workflow = workflowOf(setup);
	const start = workflow.getNode('Start') ?? undefined;
	const execution = new core.WorkflowExecute(additionalDataFor(setup), setup.mode ?? 'trigger').run(
		workflow,
		start,
	);
	void setup.stopWhen?.then(() => execution.cancel());
	const run = await execution;
	const { runData, error } = run.data.resultData;
	const last = runData[dialerName]?.at(-1);
	const [items, errorItems] = toStored(last?.data?.main) ?? [];
	return {
		items: items ?? [],
		errorItems: errorItems ?? [],
		error,
		hints: toStored(last?.hints) ?? [],
		run,
	};
}
