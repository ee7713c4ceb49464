import type { Execution, NodeRun } from '../../e2e/n8n/Execution';
import { RestFailure } from '../../e2e/n8n/RestClient';
import type { SavedWorkflow, Workflow } from '../../e2e/n8n/workflows';
import type { TestbedN8n } from '../testbed';
import { HealthWatch, type Delays } from '../watch';

/** What came of one execution, and what its measured nodes took. */
export interface TimedExecution {
	readonly isSuccess: boolean;
	readonly error?: string;
	readonly seconds: number;
	readonly items: number;
	readonly delays: Delays;
	/** How many of each `status` the last measured node gave out. */
	readonly statuses: Readonly<Record<string, number>>;
}

/** As n8n stores it. */
interface TimedRun extends NodeRun {
	readonly startTime: number;
	readonly executionTime: number;
}

const pollMs = 250;
const timeoutMs = 30 * 60_000;
const unfinished = new Set(['new', 'running', 'waiting']);

async function pause(): Promise<void> {
	await new Promise((resolve) => setTimeout(resolve, pollMs));
}

/** A server that was busy for long closes connections, or takes its database for lost for a moment. */
async function unlessBusy<Answer>(ask: () => Promise<Answer>): Promise<Answer | undefined> {
	try {
		return await ask();
	} catch (error) {
		if (!(error instanceof Error) || !(isReset(error) || isBusy(error))) throw error;
		return undefined;
	}
}

/** Asks for no more than the status while it runs: the data of a large execution is large. */
async function finish(
	{ editor }: TestbedN8n,
	{ id: workflowId }: SavedWorkflow,
	nodes: readonly string[],
	id: string,
): Promise<Execution> {
	const deadline = Date.now() + timeoutMs;
	for (; Date.now() < deadline; await pause()) {
		const executions = await unlessBusy(async () => await editor.executionsOf(workflowId));
		const status = executions?.find((one) => one.id === id)?.status;
		if (status === undefined || unfinished.has(status)) continue;
		const execution = await unlessBusy(async () => await editor.waitForExecution(id));
		if (execution === undefined) continue;
		// n8n notes the status some time before the data, which is large.
		const isThere = nodes.every((node) => execution.runsOf(node).length > 0);
		if (execution.status !== 'success' || isThere) return execution;
	}
	throw new Error(`Execution ${id} does not come to its end`);
}

const isBusy = (error: Error): boolean => error instanceof RestFailure && error.status >= 500;

function isReset({ cause }: Error): boolean {
	const { code } = (cause ?? {}) as { code?: unknown };
	return code === 'ECONNRESET' || code === 'UND_ERR_SOCKET';
}

function countStatuses(execution: Execution, node: string): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const { status } of execution.jsonOf(node)) {
		const name = String(status ?? '');
		counts[name] = (counts[name] ?? 0) + 1;
	}
	return counts;
}

/** Runs the workflow and adds up what these nodes of it took. */
export async function timeNodes(
	bench: TestbedN8n,
	workflow: Workflow,
	nodes: readonly string[],
): Promise<TimedExecution> {
	const { editor, n8n } = bench;
	const saved = await editor.saveWorkflow(workflow);
	const watch = new HealthWatch(n8n.url);
	let execution: Execution;
	try {
		execution = await finish(bench, saved, nodes, await editor.startWorkflow(saved));
	} finally {
		watch.stop();
	}
	const runs = nodes.flatMap((node) => execution.runsOf(node) as readonly TimedRun[]);
	const from = Math.min(...runs.map(({ startTime }) => startTime));
	const until = Math.max(...runs.map(({ startTime, executionTime }) => startTime + executionTime));
	const last = nodes[nodes.length - 1];
	// Otherwise the data of one run would have to be cleared away within the next one's time.
	await editor.rest.data('POST', '/executions/delete', { ids: [execution.id] });
	return {
		isSuccess: execution.status === 'success',
		error: execution.error?.message,
		seconds: runs.reduce((sum, { executionTime }) => sum + executionTime, 0) / 1000,
		items: execution.itemsOf(last).length,
		delays: watch.between(from, until),
		statuses: countStatuses(execution, last),
	};
}
