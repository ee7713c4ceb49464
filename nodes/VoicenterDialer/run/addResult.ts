import { rejectionOf, type Failure } from '../api/failure';
import { isRecord } from '../api/json';
import { maxAddResults, methodOf } from '../api/methods';
import { readErrorCode, type Answer, type Outcome } from '../api/outcome';
import { canonicalPhoneNumber } from '../api/phone';
import { targetOf, type LeadOperation, type SentCall } from './lead';
import { readListedPhones } from './listedPhones';
import { goodVerdict, unclearVerdict, verdictOf, type Verdict } from './verdict';

/** The verdicts for one request's leads. `failure` is set if the whole request failed. */
export interface ReadVerdicts {
	readonly verdicts: readonly Verdict[];
	readonly failure?: Failure;
}

/**
 * Turns an answer into one verdict per lead.
 *
 * Without AddResult, the answer's ErrorCode applies to all leads (guide, 6.11). An empty AddResult is
 * ignored in a failure. In an OK it is ignored only for more than 3,000 leads, where the service omits
 * the entries.
 */
export function readVerdicts(
	operation: LeadOperation,
	leads: readonly SentCall[],
	outcome: Outcome,
): ReadVerdicts {
	const { method, status } = operation;
	if (methodOf(method).list !== undefined) return readListedPhones(operation, leads, outcome);
	const list = methodOf(method).isBulk ? addResultIn(outcome.answer) : undefined;
	const coversLeads = (results: readonly unknown[]) =>
		results.length > 0 || (outcome.ok && leads.length <= maxAddResults);
	if (Array.isArray(list) && coversLeads(list)) {
		if (isAboutOthers(leads, list)) return { verdicts: leads.map(() => unclearVerdict) };
		return { verdicts: matchAddResult(leads, list) };
	}
	if (outcome.ok) {
		const isList = list === undefined || Array.isArray(list);
		const verdict = isList ? goodVerdict(status, outcome.description) : unclearVerdict;
		return { verdicts: leads.map(() => verdict) };
	}
	const { failure } = outcome;
	return { verdicts: leads.map(() => verdictOf(failure)), failure };
}

/** Far more entries than leads: the list is not about this request, and matching it would block n8n. */
const isAboutOthers = (leads: readonly SentCall[], list: readonly unknown[]): boolean =>
	list.length > 2 * leads.length + mostExtraResults;

const mostExtraResults = 1000;

/** The field name is case-insensitive. A value that is not a list is unreadable. */
function addResultIn(answer: Answer | undefined): unknown {
	for (const record of [answer, answer?.Data].filter(isRecord)) {
		const name = Object.keys(record).find((key) => key.toLowerCase() === 'addresult');
		if (name !== undefined) return record[name] ?? undefined;
	}
	return undefined;
}

/** One entry of AddCallsBulk's `AddResult` (vendor's practice). */
interface AddResult {
	readonly Target?: unknown;
	readonly ErrorCode?: unknown;
	readonly Description?: unknown;
	readonly CustomData?: unknown;
}

/**
 * Matches the service's list to the leads.
 *
 * The entries match by position if every entry agrees with its lead. Otherwise they match by target.
 * Several leads to one number match by spelling and custom variables. If leads still look alike, the
 * list must have one entry for each of them, all with the same result. All other leads are `unknown`.
 */
export function matchAddResult(leads: readonly SentCall[], list: readonly unknown[]): Verdict[] {
	const results = list.filter(isRecord);
	const isComplete = list.length === leads.length && results.length === list.length;
	if (isComplete && isExactMatch(leads, results)) return results.map(toVerdict);

	const sent = leads.map((lead): LeadIdentity => {
		const target = targetOf(lead);
		return { target, phone: canonicalPhoneNumber(target), data: dataOf(lead) };
	});
	const entries = results.map((result): Entry => {
		const target = targetIn(result);
		const phone = target === undefined ? undefined : canonicalPhoneNumber(target);
		return { result, target, phone, data: dataText(result.CustomData) };
	});
	const spellings = readSpellings(sent, entries);
	if (isComplete && isInOrder(sent, entries, spellings)) return results.map(toVerdict);
	return matchByTarget(sent, entries, spellings);
}

/** The usual case: the targets come back unchanged and in order, without duplicates. */
const isExactMatch = (leads: readonly SentCall[], results: readonly AddResult[]): boolean =>
	leads.every((lead, index) => results[index].Target === targetOf(lead)) &&
	new Set(leads.map(targetOf)).size === leads.length;

interface LeadIdentity {
	readonly target: string;
	/** In canonical form. */
	readonly phone: string;
	readonly data: string;
}

interface Entry extends Partial<LeadIdentity> {
	readonly result: AddResult;
}

/** Phone numbers that were sent in several spellings, and whose spellings came back unchanged. */
interface Spellings {
	/** When matching by position, an entry must have the spelling of its lead. */
	readonly inPlace: ReadonlySet<string>;
	/** Also when matching by target: there is an entry for every lead, or for several spellings. */
	readonly anywhere: ReadonlySet<string>;
}

/**
 * If the service normalizes targets, such as 0501234567 to 972501234567, all leads to a number come
 * back in one spelling. The spelling is of no use then.
 */
function readSpellings(sent: readonly LeadIdentity[], entries: readonly Entry[]): Spellings {
	const sentTo = groupBy(sent, ({ phone }) => phone);
	const entriesTo = groupBy(
		entries.filter(({ target }) => target !== undefined),
		({ phone = '' }) => phone,
	);
	const sentTargets = new Set<string | undefined>(sent.map(({ target }) => target));
	const isSent = ({ target }: Entry) => sentTargets.has(target);
	const respells = [...entriesTo].some(
		([phone, toPhone]) => sentTo.has(phone) && !toPhone.every(isSent),
	);
	const inPlace = new Set<string>();
	const anywhere = new Set<string>();
	for (const [phone, leads] of sentTo) {
		if (new Set(leads.map(({ target }) => target)).size < 2) continue;
		const toPhone = entriesTo.get(phone) ?? [];
		const hasSeveral = new Set(toPhone.map(({ target }) => target)).size > 1;
		if (!toPhone.every(isSent) || (respells && !hasSeveral)) continue;
		inPlace.add(phone);
		if (hasSeveral || toPhone.length >= leads.length) anywhere.add(phone);
	}
	return { inPlace, anywhere };
}

/** @returns `undefined` if the target is missing, empty or `null` */
function targetIn({ Target }: AddResult): string | undefined {
	const target = textOf(Target).trim();
	return target === '' ? undefined : target;
}

/**
 * An entry agrees with its lead unless it has a different number, or the spelling or variables of
 * another lead to the same number. Without a number, it must not have the variables of any other lead.
 */
function isInOrder(
	sent: readonly LeadIdentity[],
	entries: readonly Entry[],
	{ inPlace }: Spellings,
): boolean {
	const known = new Set(sent.flatMap(({ phone, data }) => [data, `${phone} ${data}`]));
	return sent.every((lead, index) => {
		const { target, phone, data } = entries[index];
		if (target !== undefined) {
			if (phone !== lead.phone) return false;
			if (inPlace.has(lead.phone) && target !== lead.target) return false;
		}
		if (data === undefined || data === lead.data) return true;
		return !known.has(target === undefined ? data : `${lead.phone} ${data}`);
	});
}

function matchByTarget(
	sent: readonly LeadIdentity[],
	allEntries: readonly Entry[],
	{ anywhere }: Spellings,
): Verdict[] {
	const numberOf = ({ phone = '', target }: Partial<LeadIdentity>) =>
		anywhere.has(phone) ? `${phone} ${target}` : phone;
	const dataOfLeadsTo = new Map(
		[...groupBy(sent, numberOf)]
			.filter(([, others]) => others.length > 1)
			.map(([number, others]) => [
				number,
				new Set<string | undefined>(others.map(({ data }) => data)),
			]),
	);
	const entries = allEntries.filter(({ target }) => target !== undefined);
	const matchesByData = new Set(
		entries
			.filter(
				(entry) => entry.data !== undefined && dataOfLeadsTo.get(numberOf(entry))?.has(entry.data),
			)
			.map(numberOf),
	);
	const matchKey = (identity: Partial<LeadIdentity>) => {
		const number = numberOf(identity);
		return matchesByData.has(number) ? `${number} ${identity.data}` : number;
	};
	const entriesOf = groupBy(entries, matchKey);
	const verdicts = new Map(
		[...groupBy(sent, matchKey)].map(([key, alike]) => {
			const own = (entriesOf.get(key) ?? []).map(({ result }) => result);
			return [key, commonVerdict(own, alike.length)];
		}),
	);
	return sent.map((lead) => verdicts.get(matchKey(lead)) ?? unclearVerdict);
}

/** Clear only if there is one entry per lead and all have the same code. */
function commonVerdict(results: readonly AddResult[], count: number): Verdict {
	const codes = new Set(results.map(({ ErrorCode }) => readErrorCode(ErrorCode)));
	return results.length === count && codes.size === 1 ? toVerdict(results[0]) : unclearVerdict;
}

const dataOf = ({ request }: SentCall): string => dataText(request.variables) ?? '';

/** Independent of the order. Numbers can come back as text. */
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

function groupBy<T, K>(values: readonly T[], keyOf: (value: T) => K): Map<K, T[]> {
	const groups = new Map<K, T[]>();
	for (const value of values) {
		const key = keyOf(value);
		const group = groups.get(key);
		if (group === undefined) groups.set(key, [value]);
		else group.push(value);
	}
	return groups;
}
