import type { Counts } from './Counts';
import type { LeadOperation } from './FaultCase';

/** One line of the table: a fault and an operation, over all ways to retry and On Error modes. */
export interface Row {
	readonly fault: string;
	readonly operation: LeadOperation;
	readonly counts: Counts;
}
