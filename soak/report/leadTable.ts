import { formatNumber } from '../../bench/report/formatNumber';
import { verdicts } from '../check/verdicts';
import type { DayResult } from '../DayResult';
import { rows } from './rows';

const names = {
	added: '`added`',
	rejected: '`rejected`',
	unknown: '`unknown`',
	skipped: '`skipped`, its key was known',
	notSent: '`skipped`, the sending had to stop',
};

/** What went in, what came out, and what of it was not well. */
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
	return rows(
		['Leads', ''],
		facts.map(([name, value]) => [name, formatNumber(value)]),
	);
}
