import { maxAddResults } from '../contract/methods';
import type { Failure } from '../transport/failure';
import type { Outcome } from '../transport/readAnswer';
import type { Lead } from './Lead';
import { matchAddResult } from './matchAddResult';
import { addedVerdict, verdictOf, type Verdict } from './Verdict';

/** The verdicts on one request's leads; `failure` where the request as a whole went wrong. */
export interface Judgement {
	readonly verdicts: readonly Verdict[];
	readonly failure?: Failure;
}

/**
 * Without AddResult, the answer's own ErrorCode speaks for all leads (guide, 6.11). An empty one says
 * nothing beside a no, and beside a yes only where the service leaves it out: above 3,000 elements.
 */
export function judge(leads: readonly Lead[], outcome: Outcome): Judgement {
	const list = outcome.answer?.AddResult;
	const tellsOfLeads = (results: readonly unknown[]) =>
		results.length > 0 || (outcome.ok && leads.length <= maxAddResults);
	if (Array.isArray(list) && tellsOfLeads(list)) {
		return { verdicts: matchAddResult(leads, list) };
	}
	if (outcome.ok) return { verdicts: leads.map(() => addedVerdict(outcome.description)) };
	const { failure } = outcome;
	return { verdicts: leads.map(() => verdictOf(failure)), failure };
}
