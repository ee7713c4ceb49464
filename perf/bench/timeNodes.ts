import type { Execution, NodeRun } from '../../e2e/n8n/Execution';
import { RestFailure } from '../../e2e/n8n/RestClient';
import type { SavedWorkflow, Workflow } from '../../e2e/n8n/workflows';
import type { TestbedN8n } from '../testbed';
import { HealthWatch, type Delays } from '../watch';

/** The result of one execution, and the time of its measured nodes. */
export interface TimedExecution {
	readonly isSuccess: boolean;
	readonly error?: string;
	readonly seconds: number;
	/** When they started and ended: milliseconds since 1970. */
	readonly from: number;
	readonly until: number;
	readonly items: number;
	readonly delays: Delays;
	/** The number of items of the last measured node by `status`. */
	readonly statuses: Readonly<Record<string, number>>;
}

/** As stored by n8n. */
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

/** A server that was busy for a long time closes connections, or reports its database as lost. */
async function unlessBusy<Answer>(ask: () => Promise<Answer>): Promise<Answer | undefined> {
	try {
		return await ask();
	} catch (error) {
		if (!(error instanceof Error) || !(isReset(error) || isBusy(error))) throw error;
		return undefined;
	}
}

/** Polls only the status while the execution runs, because its data may be large. */
async function endOf(
	{ editor }: TestbedN8n,
	{ id: workflowId }: SavedWorkflow,
	id: string,
): Promise<string> {
	const deadline = Date.now() + timeoutMs;
	for (; Date.now() < deadline; await pause()) {
		const executions = await unlessBusy(async () => await editor.executionsOf(workflowId));
		const status = executions?.find((one) => one.id === id)?.status;
		if (status !== undefined && !unfinished.has(status)) return status;
	}
	throw new Error(`Execution ${id} does not finish`);
}

/** Runs the workflow without reading what n8n has saved of it. */
export async function statusAfter(testbedN8n: TestbedN8n, workflow: Workflow): Promise<string> {
	const { editor } = testbedN8n;
	const saved = await editor.saveWorkflow(workflow);
	const id = await editor.startWorkflow(saved);
	const status = await endOf(testbedN8n, saved, id);
	await deleteExecution(testbedN8n, id);
	return status;
}

/** Otherwise n8n would prune its data during the next run. */
async function deleteExecution({ editor }: TestbedN8n, id: string): Promise<void> {
	await editor.rest.data('POST', '/executions/delete', { ids: [id] });
}

async function finish(
	testbedN8n: TestbedN8n,
	workflow: SavedWorkflow,
	nodes: readonly string[],
	id: string,
): Promise<Execution> {
	await endOf(testbedN8n, workflow, id);
	const deadline = Date.now() + timeoutMs;
	for (; Date.now() < deadline; await pause()) {
		const execution = await unlessBusy(async () => await testbedN8n.editor.waitForExecution(id));
		if (execution === undefined) continue;
		// n8n saves the status some time before the data.
		const isThere = nodes.every((node) => execution.runsOf(node).length > 0);
		if (execution.status !== 'success' || isThere) return execution;
	}
	throw new Error(`Execution ${id} has no data`);
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

/** Runs the workflow and adds up the times of these nodes. */
export async function timeNodes(
	testbedN8n: TestbedN8n,
	workflow: Workflow,
	nodes: readonly string[],
): Promise<TimedExecution> {
	const { editor, n8n } = testbedN8n;
	const saved = await editor.saveWorkflow(workflow);
	const watch = new HealthWatch(n8n.url);
	let execution: Execution;
	try {
		execution = await finish(testbedN8n, saved, nodes, await editor.startWorkflow(saved));
	} finally {
		watch.stop();
	}
	const runs = nodes.flatMap((node) => execution.runsOf(node) as readonly TimedRun[]);
	const from = Math.min(...runs.map(({ startTime }) => startTime));
	const until = Math.max(...runs.map(({ startTime, executionTime }) => startTime + executionTime));
	const last = nodes[nodes.length - 1];
	await deleteExecution(testbedN8n, execution.id);
	return {
		isSuccess: execution.status === 'success',
		error: execution.error?.message,
		seconds: runs.reduce((sum, { executionTime }) => sum + executionTime, 0) / 1000,
		from,
		until,
		items: execution.itemsOf(last).length,
		delays: watch.between(from, until),
		statuses: countStatuses(execution, last),
	};
}
