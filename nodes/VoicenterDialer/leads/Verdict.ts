import type { IDataObject } from 'n8n-workflow';
import { describe, errorCodeOf, statusOf, type Obstacle } from '../routing/failedItem';
import { faultOf } from '../transport/failure';

/** What became of one lead. */
export interface Verdict {
	readonly status: 'added' | 'rejected' | 'unknown' | 'skipped' | 'dryRun';
	readonly errorCode: number | string | null;
	/** In words; for what is not `added` also what to do. */
	readonly description: string;
	/** The request that would have been sent, its code masked (dry run). */
	readonly request?: IDataObject;
}

export function addedVerdict(description: string): Verdict {
	if (lastAdded?.description !== description) {
		lastAdded = { status: 'added', errorCode: 0, description };
	}
	return lastAdded;
}

/** Nearly all leads have the same good verdict; one object serves them all. */
let lastAdded: Verdict | undefined;

export const skippedVerdict = (description: string): Verdict => ({
	status: 'skipped',
	errorCode: null,
	description,
});

export const verdictOf = (obstacle: Obstacle): Verdict => ({
	status: statusOf(obstacle),
	errorCode: errorCodeOf(obstacle),
	description: `${obstacle.message}. ${describe(obstacle)}`,
});

/** AddResult says nothing clear about the lead. */
export const unclearVerdict: Verdict = {
	status: 'unknown',
	errorCode: null,
	description:
		'The service took the request, but its answer does not say clearly what became of this lead. Look for it in the campaign (Call: Get Many) or in the Voicenter control panel before you send it again.',
};

/** Sent by an earlier try, or by an execution that died, and not found waiting. */
export const sentEarlierVerdict: Verdict = verdictOf(faultOf('sentEarlier'));

export const takenEarlierVerdict = addedVerdict(
	'OK (taken in an earlier try of this execution, not sent again)',
);

export const foundWaitingVerdict = addedVerdict(
	'OK (no clear answer came, but the call was found waiting in the campaign)',
);

export const duplicateVerdict = skippedVerdict(
	'An earlier lead of this input has the same campaign and phone number',
);

export const pendingVerdict = skippedVerdict(
	'A call to this phone number is waiting in the campaign already',
);

export const repeatedKeyVerdict = skippedVerdict(
	'An earlier lead of this input has the same idempotency key',
);

export const knownKeyVerdict = skippedVerdict(
	'A lead with this idempotency key was sent before. Give it another key if it has to be sent again.',
);
