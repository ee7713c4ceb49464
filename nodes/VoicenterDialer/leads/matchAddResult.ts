import { canonicalPhoneNumber } from '../transport/phone';
import { rejectionOf } from '../transport/failure';
import { readErrorCode } from '../transport/readAnswer';
import { targetOf, type Lead } from './Lead';
import { addedVerdict, unclearVerdict, verdictOf, type Verdict } from './Verdict';

/** One entry of AddCallsBulk's `AddResult` (vendor's practice). */
interface AddResult {
	readonly Target?: unknown;
	readonly ErrorCode?: unknown;
	readonly Description?: unknown;
}

/**
 * One verdict for each lead from the service's list.
 *
 * The list goes by position where every target agrees. A reordered, short or long list goes by
 * target, as far as that is unambiguous: all results of a target say the same, and there is one for
 * each of its leads. What is left is `unknown`.
 */
export function matchAddResult(leads: readonly Lead[], list: readonly unknown[]): Verdict[] {
	const results = list.filter(isResult);
	const isInOrder =
		list.length === leads.length &&
		results.length === list.length &&
		leads.every((lead, index) => isFor(results[index], lead));
	if (isInOrder) return results.map(toVerdict);

	const leadsOf = groupBy(leads, (lead) => canonicalPhoneNumber(targetOf(lead)));
	const resultsOf = groupBy(results, ({ Target }) => canonicalPhoneNumber(textOf(Target)));
	return leads.map((lead) => {
		const target = canonicalPhoneNumber(targetOf(lead));
		const candidates = resultsOf.get(target) ?? [];
		const isComplete = candidates.length === leadsOf.get(target)?.length;
		const isOneAnswer =
			new Set(candidates.map(({ ErrorCode }) => readErrorCode(ErrorCode))).size === 1;
		return isComplete && isOneAnswer ? toVerdict(candidates[0]) : unclearVerdict;
	});
}

const isResult = (value: unknown): value is AddResult =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** A result that names no target contradicts none. */
const isFor = ({ Target }: AddResult, lead: Lead): boolean =>
	Target === undefined ||
	textOf(Target) === targetOf(lead) ||
	canonicalPhoneNumber(textOf(Target)) === canonicalPhoneNumber(targetOf(lead));

const textOf = (value: unknown): string =>
	typeof value === 'string' || typeof value === 'number' ? String(value) : '';

function toVerdict({ ErrorCode, Description }: AddResult): Verdict {
	const said = typeof Description === 'string' && Description !== '' ? Description : undefined;
	const errorCode = readErrorCode(ErrorCode);
	if (errorCode === undefined) return unclearVerdict;
	if (errorCode === 0) return addedVerdict(said ?? 'OK');
	return verdictOf(rejectionOf('AddCallsBulk', errorCode, said));
}

function groupBy<T>(values: readonly T[], keyOf: (value: T) => string): Map<string, T[]> {
	const groups = new Map<string, T[]>();
	for (const value of values) {
		const group = groups.get(keyOf(value));
		if (group === undefined) groups.set(keyOf(value), [value]);
		else group.push(value);
	}
	return groups;
}
