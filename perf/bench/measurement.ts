import type { Workflow } from '../../e2e/n8n/workflows';
import type { SimulatorStats } from '../../simulator';
import { formatNumber } from '../format';
import type { Testbed, TestbedN8n } from '../testbed';
import { timeNodes, type TimedExecution } from './timeNodes';

/** How much is measured; small while the bench itself is worked on. */
export interface BenchScale {
	readonly rounds: number;
	readonly leads: number;
	readonly singleLeads: number;
	readonly pendingCalls: number;
	readonly events: number;
	/** Limits of n8n's heap, in MB. */
	readonly heaps: readonly number[];
	/** In the loop; 0: it is left out. */
	readonly loopLeads: number;
}

/** One of the ways that are compared, over all rounds. */
export interface Series {
	readonly name: string;
	/** It is this package's own. */
	readonly isOurs?: boolean;
	readonly seconds: number[];
	/** Further columns, by heading; numbers are shown as their median. */
	readonly columns: Record<string, number[] | string>;
}

export interface Measurement {
	readonly title: string;
	readonly text: string;
	/** What the ratios are relative to: the name of a series. */
	readonly baseline?: string;
	readonly series: readonly Series[];
	/** Does not belong into the chart. */
	readonly isChartless?: boolean;
}

/** One of the ways that are compared: runs it once and notes what it took in its series. */
export interface Contender {
	readonly series: Series;
	run(round: number): Promise<void>;
}

/**
 * A B C, A B C, …: so that what else the machine does hits all of them alike. The first round, in
 * which nothing is warm yet, has a column of its own and does not count.
 */
export async function runRounds(
	contenders: readonly Contender[],
	count: number,
	log: (text: string) => void,
): Promise<void> {
	for (let round = 0; round <= count; round++) {
		for (const contender of contenders) {
			await contender.run(round);
			const { name, seconds } = contender.series;
			const last = seconds[seconds.length - 1];
			if (round === 0) separateColdRun(contender.series, last);
			log(`    round ${round}  ${name}  ${last === undefined ? 'failed' : `${last.toFixed(2)} s`}`);
		}
	}
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
	/** Whose times are added up. */
	readonly nodes: readonly string[];
	/** The simulator keeps what it has. */
	readonly keepsState?: boolean;
	/** What else is noted, by column. */
	readonly note?: (run: TimedExecution, stats: SimulatorStats) => Readonly<Record<string, number>>;
}

/** A workflow in n8n as one of the ways that are compared. */
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

/** One more value of a column. */
export function addValue(
	columns: Record<string, number[] | string>,
	name: string,
	value: number,
): void {
	const values = columns[name];
	if (Array.isArray(values)) values.push(value);
	else columns[name] = [value];
}
