import { maxAddResults, methodOf } from '../contract/methods';
import type { Operation } from '../routing/Operation';
import type { Failure } from '../transport/failure';
import type { Outcome } from '../transport/readAnswer';
import type { SentCall } from './lead';
import { matchAddResult } from './matchAddResult';
import { goodVerdict, verdictOf, type LeadStatus, type Verdict } from './verdict';

/** The verdicts on one request's leads; `failure` where the request as a whole failed. */
export interface ReadVerdicts {
	readonly verdicts: readonly Verdict[];
	readonly failure?: Failure;
}

/**
 * Reads an answer into one verdict for each lead of its request.
 *
 * Without AddResult, the answer's own ErrorCode speaks for all leads (guide, 6.11). An empty one says
 * nothing beside a failure, and beside an OK only where the service leaves it out: above 3,000 elements.
 */
export function readVerdicts(
	{ method, status }: Operation & { readonly status: LeadStatus },
	leads: readonly SentCall[],
	outcome: Outcome,
): ReadVerdicts {
	const list = methodOf(method).isBulk ? outcome.answer?.AddResult : undefined;
	const tellsOfLeads = (results: readonly unknown[]) =>
		results.length > 0 || (outcome.ok && leads.length <= maxAddResults);
	if (Array.isArray(list) && tellsOfLeads(list)) {
		return { verdicts: matchAddResult(leads, list) };
	}
	if (outcome.ok) return { verdicts: leads.map(() => goodVerdict(status, outcome.description)) };
	const { failure } = outcome;
	return { verdicts: leads.map(() => verdictOf(failure)), failure };
}
