import type { FaultCase, LeadOperation } from './FaultCase';

export const retries = ['none', 'retryOnFail', 'fromExecutionsList'] as const;
export const onErrors = ['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const;

/** One workflow to be run, with a campaign of its own. */
export interface Combination {
	readonly faultCase: FaultCase;
	readonly operation: LeadOperation;
	readonly retry: (typeof retries)[number];
	readonly onError: (typeof onErrors)[number];
	readonly campaign: string;
}
