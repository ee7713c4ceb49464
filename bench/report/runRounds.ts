import { formatNumber } from './formatNumber';
import type { Series } from './Measurement';

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
			if (round === 0) setApart(contender.series, last);
			log(`    round ${round}  ${name}  ${last === undefined ? 'failed' : `${last.toFixed(2)} s`}`);
		}
	}
}

function setApart({ seconds, columns }: Series, cold: number | undefined): void {
	seconds.length = 0;
	for (const column of Object.keys(columns)) {
		if (Array.isArray(columns[column])) delete columns[column];
	}
	columns['First run, cold'] = cold === undefined ? '–' : `${formatNumber(cold)} s`;
}
