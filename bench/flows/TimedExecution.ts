import type { Delays } from '../machine/HealthWatch';

/** What came of one execution, and what its measured nodes took. */
export interface TimedExecution {
	readonly isSuccess: boolean;
	readonly error?: string;
	readonly seconds: number;
	readonly items: number;
	readonly delays: Delays;
	/** How many of each `status` the last measured node gave out. */
	readonly statuses: Readonly<Record<string, number>>;
}
