import type { Delays } from '../bench/machine/HealthWatch';
import type { DialingTotals, SimulatorStats } from '../simulator';
import type { LeadJudgement } from './check/judgeLeads';
import type { OutcomeJudgement } from './check/judgeOutcomes';
import type { FeedCounts } from './feed/FeedCounts';
import type { Sample } from './watch/Sample';

/** All that was seen of the day. */
export interface DayResult {
	/** From the first lead to the last verdict. */
	readonly seconds: number;
	/** From the first lead until the last outcome has been written down. */
	readonly secondsToTheLastOutcome: number;
	readonly leads: LeadJudgement;
	readonly outcomes: OutcomeJudgement;
	/** Of the outcomes’ workflow. */
	readonly failedExecutions: number;
	/** What n8n keeps on disk. */
	readonly dataMb: { readonly before: number; readonly after: number };
	readonly counts: FeedCounts;
	readonly samples: readonly Sample[];
	readonly delays: Delays;
	readonly stats: SimulatorStats;
	readonly dialing: DialingTotals;
}
