import { formatNumber, markdownTable, median } from '../format';
import type { MetricsSample } from '../watch';
import type { DayResult } from './day';
import type { LoadResult } from './load';
import { verdicts } from './verdicts';

const names = {
	added: '`added`',
	rejected: '`rejected`',
	unknown: '`unknown`',
	skipped: '`skipped`, its key was known',
	notSent: '`skipped`, the sending had to stop',
};

/** Inputs, verdicts and failures. */
export function leadTable({ leads, stats, counts }: DayResult, singleLeads: number): string {
	const facts: ReadonlyArray<readonly [string, number]> = [
		['Leads in, by files', leads.inputs - singleLeads],
		['Leads in, one by one', singleLeads],
		...verdicts.map((verdict): [string, number] => [names[verdict], leads.byVerdict[verdict]]),
		['`unknown`, and the service has the lead', leads.unknown.accepted],
		['`unknown`, and the service does not have it', leads.unknown.notAccepted],
		['Accepted by the service', stats.leadsAccepted],
		['Requests that met a fault', stats.faultsApplied],
		['Files with keys that were run again, for leads that were not sent', counts.runAgain],
		['**Lost**', leads.lost],
		['**Accepted twice**', Math.max(leads.doubled, stats.doubled)],
		['**Sent again although perhaps taken**', stats.sentAgain],
		['**Wrong, missing or second verdicts**', leads.wrong],
	];
	return markdownTable(
		['Leads', ''],
		facts.map(([name, value]) => [name, formatNumber(value)]),
	);
}

export function outcomeTable({ outcomes, dialing, failedExecutions }: DayResult): string {
	const { cdr } = dialing;
	const facts: ReadonlyArray<readonly [string, number]> = [
		['Calls dialed', outcomes.calls],
		['Notifications of ended calls, all legs', cdr.sent],
		...Object.entries(outcomes.failedTries).map(([reason, count]): [string, number] => [
			`Tries that were not answered with a yes: ${reason}`,
			count,
		]),
		['Outcomes that n8n said it has taken', outcomes.told],
		['Outcomes written down, one by each execution', outcomes.received],
		['Failed executions', failedExecutions],
		['**Lost**', outcomes.lost],
		['**Doubled**', outcomes.doubled],
		['**Wrong**', outcomes.wrong],
	];
	return markdownTable(
		['Outcomes', ''],
		facts.map(([name, value]) => [name, formatNumber(value)]),
	);
}

const minimum = (values: readonly number[]) => Math.min(...values);
const maximum = (values: readonly number[]) => Math.max(...values);

/** n8n's process in the first and last quarter of the run. */
export function memoryTable({ samples, dataMb }: DayResult): string {
	const { first, last } = quarters(samples);
	const row = (
		name: string,
		field: keyof MetricsSample,
		reduce: (values: readonly number[]) => number,
		unit: string,
	) => [
		name,
		...[first, last].map((part) => {
			const values = part.map((sample) => sample[field]).filter(Number.isFinite);
			return `${formatNumber(Math.round(reduce(values)))} ${unit}`;
		}),
	];
	return markdownTable(
		['n8n', 'First quarter', 'Last quarter'],
		[
			row('Heap, least (after garbage was swept)', 'heapMb', minimum, 'MB'),
			row('Heap, median', 'heapMb', median, 'MB'),
			row('Heap, most', 'heapMb', maximum, 'MB'),
			row('Buffers outside the heap, least', 'externalMb', minimum, 'MB'),
			row('Buffers outside the heap, most', 'externalMb', maximum, 'MB'),
			row('Memory of the process (RSS), median', 'rssMb', median, 'MB'),
			row('Memory of the process (RSS), most', 'rssMb', maximum, 'MB'),
			row('Event-loop delay, median of the worst in two seconds', 'delayMs', median, 'ms'),
			row('Event-loop delay, most', 'delayMs', maximum, 'ms'),
			[
				'On disk, at the beginning and at the end',
				...[dataMb.before, dataMb.after].map((size) => `${formatNumber(Math.round(size))} MB`),
			],
		],
	);
}

/** The first and last quarter of the values, in order. */
function quarters<T>(values: readonly T[]): { first: readonly T[]; last: readonly T[] } {
	const length = Math.max(1, Math.floor(values.length / 4));
	return { first: values.slice(0, length), last: values.slice(-length) };
}

const formatRate = (count: number, seconds: number) => formatNumber(count / seconds);

export function paceTable(day: DayResult): string {
	const { leads, outcomes, seconds, secondsToTheLastOutcome, counts, delays } = day;
	return markdownTable(
		['Pace', ''],
		[
			['Leads a second, over the whole time', formatRate(leads.inputs, seconds)],
			[
				'Leads a second while a file is worked on, median of the files',
				formatNumber(median(counts.leadsPerSecond)),
			],
			['Outcomes a second, over the whole time', formatRate(outcomes.received, seconds)],
			['Time from the first lead to the last verdict', `${formatNumber(seconds)} s`],
			['and to the last outcome', `${formatNumber(secondsToTheLastOutcome)} s`],
			['A file waits for the one before it, at most', `${formatNumber(counts.latestMs / 1000)} s`],
			['n8n’s health check waits at most', `${formatNumber(delays.maxMs)} ms`],
			['n8n’s health check waits, 99 of 100', `${formatNumber(delays.p99Ms)} ms at most`],
		],
	);
}

const headings = { leads: 'Single leads a second', events: 'Events a second' };

export function loadTable(results: readonly LoadResult[]): string {
	return (['leads', 'events'] as const)
		.map((what) => {
			const ways = results.filter((one) => one.what === what);
			const ours = ways.find(({ isOurs }) => isOurs)?.perSecond ?? NaN;
			return markdownTable(
				[headings[what], 'a second', 'beside ours'],
				ways.map(({ name, isOurs, perSecond }) => [
					isOurs ? `**${name}**` : name,
					formatNumber(perSecond),
					`${formatNumber(perSecond / ours)}×`,
				]),
			);
		})
		.join('\n\n');
}
