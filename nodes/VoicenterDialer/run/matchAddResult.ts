import { canonicalPhoneNumber } from '../transport/phone';
import { rejectionOf } from '../transport/failure';
import { readErrorCode } from '../transport/readAnswer';
import { phoneOfLead, targetOf, type SentCall } from './lead';
import { goodVerdict, unclearVerdict, verdictOf, type Verdict } from './verdict';

/** One entry of AddCallsBulk's `AddResult` (vendor's practice). */
interface AddResult {
	readonly Target?: unknown;
	readonly ErrorCode?: unknown;
	readonly Description?: unknown;
	readonly CustomData?: unknown;
}

/**
 * One verdict for each lead from the service's list.
 *
 * The list goes by position where every entry agrees with its lead. A reordered, short or long list
 * goes by target, and among leads to one number by their custom variables, as far as that is
 * unambiguous: there is one entry for each lead that is alike, and all of them say the same. What is
 * left is `unknown`.
 */
export function matchAddResult(leads: readonly SentCall[], list: readonly unknown[]): Verdict[] {
	const results = list.filter(isResult);
	if (isWordForWord(leads, list, results)) return results.map(toVerdict);

	const leadsOf = groupBy(leads, phoneOfLead);
	const isInOrder =
		list.length === leads.length &&
		results.length === list.length &&
		leads.every((lead, index) => agrees(results[index], lead, leadsOf));
	if (isInOrder) return results.map(toVerdict);

	const resultsOf = groupBy(results, ({ Target }) => canonicalPhoneNumber(textOf(Target)));
	return leads.map((lead) => {
		const phone = phoneOfLead(lead);
		const entries = entriesFor(lead, leadsOf.get(phone) ?? [], resultsOf.get(phone) ?? []);
		const codes = new Set(entries.map(({ ErrorCode }) => readErrorCode(ErrorCode)));
		return codes.size === 1 ? toVerdict(entries[0]) : unclearVerdict;
	});
}

const isResult = (value: unknown): value is AddResult =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** The usual case: every target comes back as it was sent, in its place, and none is there twice. */
const isWordForWord = (
	leads: readonly SentCall[],
	list: readonly unknown[],
	results: readonly AddResult[],
): boolean =>
	list.length === leads.length &&
	results.length === list.length &&
	leads.every((lead, index) => results[index].Target === targetOf(lead)) &&
	new Set(leads.map(targetOf)).size === leads.length;

/** An entry agrees unless it names another number, or the variables of another lead to this one. */
function agrees(
	{ Target, CustomData }: AddResult,
	lead: SentCall,
	leadsOf: ReadonlyMap<string, readonly SentCall[]>,
): boolean {
	if (Target !== undefined && canonicalPhoneNumber(textOf(Target)) !== phoneOfLead(lead)) {
		return false;
	}
	const others = leadsOf.get(phoneOfLead(lead)) ?? [];
	if (others.length < 2 || dataText(CustomData) === dataOf(lead)) return true;
	return !others.some((other) => dataOf(other) === dataText(CustomData));
}

/** The entries for leads that are alike, or none where their number is another. */
function entriesFor(
	lead: SentCall,
	leads: readonly SentCall[],
	entries: readonly AddResult[],
): readonly AddResult[] {
	const hasData = ({ CustomData }: AddResult) =>
		leads.some((other) => dataOf(other) === dataText(CustomData));
	const isByData = leads.length > 1 && entries.some(hasData);
	const alike = isByData ? leads.filter((other) => dataOf(other) === dataOf(lead)) : leads;
	const own = isByData
		? entries.filter(({ CustomData }) => dataText(CustomData) === dataOf(lead))
		: entries;
	return own.length === alike.length ? own : [];
}

const dataOf = ({ request }: SentCall): string | undefined => dataText(request.variables);

/** In any order; numbers may come back as text. */
const dataText = (data: unknown): string | undefined =>
	typeof data === 'object' && data !== null
		? JSON.stringify(
				Object.entries(data)
					.map(([name, value]) => [name, textOf(value)])
					.sort(),
			)
		: undefined;

const textOf = (value: unknown): string =>
	typeof value === 'object' || value === undefined ? '' : String(value);

function toVerdict({ ErrorCode, Description }: AddResult): Verdict {
	const said = typeof Description === 'string' && Description !== '' ? Description : undefined;
	const errorCode = readErrorCode(ErrorCode);
	if (errorCode === undefined) return unclearVerdict;
	if (errorCode === 0) return goodVerdict('added', said ?? 'OK');
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
