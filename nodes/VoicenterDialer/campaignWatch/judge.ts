import { faultOf, type Failure } from '../transport/failure';
import type { Campaign } from './Campaign';
import type { Memory } from './Memory';
import type { Watch } from './Watch';

export type Judgement =
	| { readonly fires: boolean; readonly memory: Memory }
	| { readonly failure: Failure };

/**
 * Whether the watched state is entered with what this poll sees. A queue that has reached it when
 * nothing is known yet has entered it; a status that nothing is known of has not changed.
 */
export function judge(watch: Watch, before: Memory | undefined, now: Campaign): Judgement {
	const { status, pendingCalls } = now;
	if (watch.event === 'statusChanged') {
		if (status === null) return { failure: faultOf('noCampaignStatus') };
		const fires = before !== undefined && before.status !== status;
		return { fires, memory: { isReached: false, status, pendingCalls } };
	}
	if (status === 'Deleted') return { failure: faultOf('campaignDeleted') };
	if (pendingCalls === null) return { failure: faultOf('noCallCount') };
	const isReached = pendingCalls <= watch.threshold;
	return { fires: isReached && !before?.isReached, memory: { isReached, status, pendingCalls } };
}
