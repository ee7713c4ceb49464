import type {
	ExecutionError,
	IExecuteFunctions,
	INodeExecutionData,
	INodeParameterResourceLocator,
	INodeParameters,
	IRun,
	NodeExecutionHint,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { core, toNative, toStored, workflowPackage } from './n8n';
import { additionalDataFor, dialerName, workflowOf, type WorkflowSetup } from './workflow';

export interface NodeSetup extends WorkflowSetup {
	/** `manual`: a test run in the editor. */
	readonly mode?: WorkflowExecuteMode;
	/** Stops the execution once this settles, like the editor's button. */
	readonly stopWhen?: Promise<unknown>;
}

export interface NodeRun {
	/** The items of the node's first output, as in a stored execution. */
	readonly items: INodeExecutionData[];
	/** The items of the error output, with “Continue (using error output)”. */
	readonly errorItems: INodeExecutionData[];
	/** The execution's error. */
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
	return nodeRunOf(await execution, dialerName);
}

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

/** n8n's own context of the node while it runs with these items. */
export function dialerContext(
	parameters: INodeParameters,
	items: INodeExecutionData[],
): IExecuteFunctions {
	const setup = { parameters: { resource: 'call', operation: 'addMany', ...parameters } };
	const workflow = workflowOf(setup);
	const node = workflow.nodes[dialerName];
	const data = toNative<{ main: INodeExecutionData[][] }>({ main: [] });
	data.main.push(items);
	return new core.ExecuteContext(
		workflow,
		node,
		additionalDataFor(setup),
		'trigger',
		workflowPackage.createRunExecutionData(),
		0,
		items,
		data,
		{ node, data, source: null },
		[],
	);
}

/** A resource locator “By Code” or “By SIP Code”. */
export const byId = (value: string): INodeParameterResourceLocator => ({
	__rl: true,
	mode: 'id',
	value,
});

/** A resource locator whose value was picked from the list. */
export const fromList = (value: string, name: string): INodeParameterResourceLocator => ({
	__rl: true,
	mode: 'list',
	value,
	cachedResultName: name,
});
