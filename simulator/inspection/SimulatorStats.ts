import type { SimulatedMethod } from '../SimulatedMethod';

type PerMethod = Partial<Record<SimulatedMethod, number>>;

export interface SimulatorStats {
	readonly requests: number;
	readonly requestsByMethod: PerMethod;
	readonly maxInFlight: number;
	readonly maxInFlightByMethod: PerMethod;
	/** Accepted into a queue since the start, repeated ones counted each time. */
	readonly leadsAccepted: number;
	/** Answered OK and dropped, because the number is on the Do-Not-Call list. */
	readonly leadsSkipped: number;
	/** Leads that were accepted more than once. */
	readonly doubled: number;
	/** Leads that were sent again although an earlier request may have been carried out; not with the log `counts`. */
	readonly sentAgain: number;
	/** Requests that offended against the guide. */
	readonly requestsWithViolations: number;
	readonly faultsApplied: number;
	readonly pendingCalls: number;
}
