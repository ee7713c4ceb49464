import type { Series } from './Measurement';

/** One of the ways that are compared: runs it once and notes what it took in its series. */
export interface Contender {
	readonly series: Series;
	run(round: number): Promise<void>;
}

/** A B C, A B C, …: so that what else the machine does hits all of them alike. */
export async function runRounds(
	contenders: readonly Contender[],
	count: number,
	log: (text: string) => void,
): Promise<void> {
	for (let round = 1; round <= count; round++) {
		for (const contender of contenders) {
			await contender.run(round);
			const { name, seconds } = contender.series;
			const last = seconds[seconds.length - 1];
			log(`    round ${round}  ${name}  ${last === undefined ? 'failed' : `${last.toFixed(2)} s`}`);
		}
	}
}
