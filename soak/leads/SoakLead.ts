import type { BenchLead } from '../../bench/leads/BenchLead';

/** A line of a file. */
export interface SoakLead extends BenchLead {
	readonly campaign: string;
}
