import type { IDataObject } from 'n8n-workflow';
import { describe, errorCodeOf, statusOf, type Obstacle } from '../routing/failedItem';

/** What became of one lead. */
export interface Verdict {
	readonly status: 'added' | 'rejected' | 'unknown' | 'skipped' | 'dryRun';
	readonly errorCode: number | string | null;
	/** In words; for what is not `added` also what to do. */
	readonly description: string;
	/** The element that would have been sent, its code masked (dry run). */
	readonly request?: IDataObject;
}

export const addedVerdict = (description: string): Verdict => ({
	status: 'added',
	errorCode: 0,
	description,
});

export const verdictOf = (obstacle: Obstacle): Verdict => ({
	status: statusOf(obstacle),
	errorCode: errorCodeOf(obstacle),
	description: `${obstacle.message}. ${describe(obstacle)}`,
});

export const unclearVerdict: Verdict = {
	status: 'unknown',
	errorCode: null,
	description:
		'The service took the request, but its answer does not say clearly what became of this lead. Look for it in the campaign (Call: Get Many) or in the Voicenter control panel before you send it again.',
};
