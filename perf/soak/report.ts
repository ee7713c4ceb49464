import { formatNumber, markdownTable, median } from '../format';
import type { MetricsSample } from '../../e2e/n8n/MetricsWatch';
import type { DayResult } from './day';
import type { LoadResult } from './load';
import { verdicts } from './verdicts';

const names = {
	added: '`added`',
	rejected: '`rejected`',
	unknown: '`unknown`',
	skipped: '`skipped`, known key',
	notSent: '`skipped`, sending stopped',
};

/** Inputs, verdicts and failures. */
export function leadTable({ leads, stats, counts }: DayResult, singleLeads: number): string {
	const facts: ReadonlyArray<readonly [string, number]> = [
		['Leads from files', leads.inputs - singleLeads],
		['Leads one by one', singleLeads],
		...verdicts.map((verdict): [string, number] => [names[verdict], leads.byVerdict[verdict]]),
		['`unknown`, accepted by the service', leads.unknown.accepted],
		['`unknown`, not accepted by the service', leads.unknown.notAccepted],
		['Accepted by the service', stats.leadsAccepted],
		['Requests with a fault', stats.faultsApplied],
		['Files with keys that ran again because of unsent leads', counts.runAgain],
		['**Lost**', leads.lost],
		['**Accepted twice**', Math.max(leads.doubled, stats.doubled)],
		['**Sent again although possibly accepted**', stats.sentAgain],
		['**Wrong, missing or extra verdicts**', leads.wrong],
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
			`Unsuccessful delivery attempts: ${reason}`,
			count,
		]),
		['Outcomes that n8n accepted', outcomes.delivered],
		['Outcomes written, one per execution', outcomes.received],
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

/** What n8n's process used in the first and last quarter of the run. */
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
			row('Min heap (after garbage collection)', 'heapMb', minimum, 'MB'),
			row('Heap, median', 'heapMb', median, 'MB'),
			row('Heap, most', 'heapMb', maximum, 'MB'),
			row('Min buffers outside the heap', 'externalMb', minimum, 'MB'),
			row('Max buffers outside the heap', 'externalMb', maximum, 'MB'),
			row('Median memory of the process (RSS)', 'rssMb', median, 'MB'),
			row('Max memory of the process (RSS)', 'rssMb', maximum, 'MB'),
			row('Event-loop delay, median of the maximum per two seconds', 'delayMs', median, 'ms'),
			row('Max event-loop delay', 'delayMs', maximum, 'ms'),
			[
				'On disk, at the start and at the end',
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
			['Leads per second, over the whole run', formatRate(leads.inputs, seconds)],
			[
				'Leads per second while a file is processed, median of the files',
				formatNumber(median(counts.leadsPerSecond)),
			],
			['Outcomes per second, over the whole run', formatRate(outcomes.received, seconds)],
			['Time from the first lead to the last verdict', `${formatNumber(seconds)} s`],
			[
				'Time from the first lead to the last outcome',
				`${formatNumber(secondsToTheLastOutcome)} s`,
			],
			['Max wait of a file for the previous file', `${formatNumber(counts.latestMs / 1000)} s`],
			['Max response time of n8n’s health check', `${formatNumber(delays.maxMs)} ms`],
			['99th percentile of n8n’s health check', `${formatNumber(delays.p99Ms)} ms`],
		],
	);
}

const headings = { leads: 'Single leads', events: 'Events' };

export function loadTable(results: readonly LoadResult[]): string {
	return (['leads', 'events'] as const)
		.map((what) => {
			const ways = results.filter((one) => one.what === what);
			const ours = ways.find(({ isOurs }) => isOurs)?.perSecond ?? NaN;
			return markdownTable(
				[headings[what], 'Per second', 'Compared with ours'],
				ways.map(({ name, isOurs, perSecond }) => [
					isOurs ? `**${name}**` : name,
					formatNumber(perSecond),
					`${formatNumber(perSecond / ours)}×`,
				]),
			);
		})
		.join('\n\n');
}
