import { formatNumber } from '../../bench/report/formatNumber';
import { median } from '../../bench/report/median';
import type { DayResult } from '../DayResult';
import { rows } from './rows';

const perSecond = (count: number, seconds: number) => formatNumber(count / seconds);

export function paceTable(day: DayResult): string {
	const { leads, outcomes, seconds, secondsToTheLastOutcome, counts, delays } = day;
	return rows(
		['Pace', ''],
		[
			['Leads a second, over the whole time', perSecond(leads.inputs, seconds)],
			[
				'Leads a second while a file is worked on, median of the files',
				formatNumber(median(counts.leadsPerSecond)),
			],
			['Outcomes a second, over the whole time', perSecond(outcomes.received, seconds)],
			['Time from the first lead to the last verdict', `${formatNumber(seconds)} s`],
			['and to the last outcome', `${formatNumber(secondsToTheLastOutcome)} s`],
			['A file waits for the one before it, at most', `${formatNumber(counts.latestMs / 1000)} s`],
			['n8n’s health check waits at most', `${formatNumber(delays.maxMs)} ms`],
			['n8n’s health check waits, 99 of 100', `${formatNumber(delays.p99Ms)} ms at most`],
		],
	);
}
