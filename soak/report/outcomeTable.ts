import { formatNumber } from '../../bench/report/formatNumber';
import type { DayResult } from '../DayResult';
import { rows } from './rows';

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
	return rows(
		['Outcomes', ''],
		facts.map(([name, value]) => [name, formatNumber(value)]),
	);
}
