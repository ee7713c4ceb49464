import type { Workflow, WorkflowNode } from '../../e2e/n8n/workflows';
import type { SimulatorStats } from '../../simulator';
import { formatNumber } from '../format';
import type { Testbed, TestbedN8n } from '../testbed';
import { linearWorkflow, noOp } from '../workflow';
import { timeNodes, type TimedExecution } from './timeNodes';

/** The amounts to measure. Small ones help while you work on the benchmark. */
export interface BenchScale {
	readonly rounds: number;
	readonly leads: number;
	readonly singleLeads: number;
	readonly pendingCalls: number;
	readonly events: number;
	/** The amounts of leads whose memory is measured. */
	readonly memoryLeads: readonly number[];
	/** 0 leaves the loop out. */
	readonly loopLeads: number;
}

/** The results of one contender over all rounds. */
export interface Series {
	readonly name: string;
	/** A measurement of this package. */
	readonly isOurs?: boolean;
	readonly seconds: number[];
	/** More columns, by heading. Numbers are shown as their median. */
	readonly columns: Record<string, number[] | string>;
}

/** What a measurement should reach. */
export interface Goal {
	readonly what: string;
	readonly most: number;
	readonly measured: number;
	readonly unit: '×' | ' ms';
	/** The same with a node that does nothing: no node in n8n can be faster. */
	readonly limit?: number;
}

/** The median wait of the editor, by column. */
export const waitColumn = 'Max wait of the editor, ms';

/** What n8n itself takes for the same items. */
export const doNothing = 'A node that does nothing (No Operation)';

export interface Measurement {
	readonly title: string;
	readonly text: string;
	/** What the ratios are relative to: the name of a series. */
	readonly baseline?: string;
	readonly series: readonly Series[];
	readonly goals?: readonly Goal[];
	/** Has no chart. */
	readonly isChartless?: boolean;
}

export type Measure = (
	testbed: Testbed,
	n8n: TestbedN8n,
	scale: BenchScale,
) => Promise<Measurement>;

/** One of the compared solutions. Each run adds its results to the series. */
export interface Contender {
	readonly series: Series;
	run(round: number): Promise<void>;
}

/**
 * A B C, A B C, …, so that other load on the machine affects all contenders alike. The first, cold
 * round has its own column and does not count.
 */
export async function runRounds(
	contenders: readonly Contender[],
	count: number,
): Promise<Series[]> {
	for (let round = 0; round <= count; round++) {
		for (const contender of contenders) {
			await contender.run(round);
			const { name, seconds } = contender.series;
			const last = seconds[seconds.length - 1];
			if (round === 0) separateColdRun(contender.series, last);
			console.log(
				`    round ${round}  ${name}  ${last === undefined ? 'failed' : `${last.toFixed(2)} s`}`,
			);
		}
	}
	return contenders.map(({ series }) => series);
}

function separateColdRun({ seconds, columns }: Series, cold: number | undefined): void {
	seconds.length = 0;
	for (const column of Object.keys(columns)) {
		if (Array.isArray(columns[column])) delete columns[column];
	}
	columns['First run, cold'] = cold === undefined ? '–' : `${formatNumber(cold)} s`;
}

export interface N8nContender {
	readonly name: string;
	readonly isOurs?: boolean;
	readonly workflow: (round: number) => Workflow;
	/** The nodes whose times are added up. */
	readonly nodes: readonly string[];
	/** Does not reset the simulator before each run. */
	readonly keepsState?: boolean;
	/** More values, by column. */
	readonly note?: (run: TimedExecution, stats: SimulatorStats) => Readonly<Record<string, number>>;
}

/** A workflow in n8n as a contender. */
export function n8nContender(
	{ simulator }: Testbed,
	n8n: TestbedN8n,
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
			for (const [column, value] of Object.entries(notes)) addValue(columns, column, value);
		},
	};
}

/** A node that does nothing with these items. */
export const idleContender = (
	testbed: Testbed,
	n8n: TestbedN8n,
	input: readonly WorkflowNode[],
): Contender =>
	n8nContender(testbed, n8n, {
		name: doNothing,
		workflow: () => linearWorkflow('Do nothing', [...input, noOp]),
		nodes: [noOp.name],
		note: ({ delays }) => ({ [waitColumn]: delays.maxMs }),
	});

/** Adds a value to a column. */
export function addValue(
	columns: Record<string, number[] | string>,
	name: string,
	value: number,
): void {
	const values = columns[name];
	if (Array.isArray(values)) values.push(value);
	else columns[name] = [value];
}
