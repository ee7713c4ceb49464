import type { Workflow } from '../../e2e/n8n/workflows';
import type { SimulatorStats } from '../../simulator';
import type { TimedExecution } from '../flows/TimedExecution';
import { timeNodes } from '../flows/timeNodes';
import type { Bench, BenchN8n } from '../machine/Bench';
import { addTo } from '../report/addTo';
import type { Contender } from '../report/runRounds';

export interface N8nContender {
	readonly name: string;
	readonly isOurs?: boolean;
	readonly workflow: (round: number) => Workflow;
	/** Whose times are added up. */
	readonly nodes: readonly string[];
	/** The simulator keeps what it has. */
	readonly keepsState?: boolean;
	/** What else is noted, by column. */
	readonly note?: (run: TimedExecution, stats: SimulatorStats) => Readonly<Record<string, number>>;
}

/** A workflow in n8n as one of the ways that are compared. */
export function n8nContender(
	{ simulator }: Bench,
	n8n: BenchN8n,
	{ name, isOurs, workflow, nodes, keepsState, note }: N8nContender,
): Contender {
	const columns: Record<string, number[] | string> = {};
	const series = { name, isOurs, seconds: [] as number[], columns };
	return {
		series,
		run: async (round) => {
			if (!keepsState) await simulator.reset();
			const run = await timeNodes(n8n, workflow(round), nodes);
			if (run.isSuccess) series.seconds.push(run.seconds);
			else columns.Failure = run.error ?? 'failed';
			const notes = note?.(run, await simulator.stats()) ?? {};
			for (const [column, value] of Object.entries(notes)) addTo(columns, column, value);
		},
	};
}
