import { rejectionOf, type Failure } from '../api/failure';
import { isRecord } from '../api/json';
import { maxAddResults, methodOf } from '../api/methods';
import { readErrorCode, type Outcome } from '../api/outcome';
import { canonicalPhoneNumber } from '../api/phone';
import type { Operation } from '../operations/operation';
import { phoneOfLead, targetOf, type SentCall } from './lead';
import { goodVerdict, unclearVerdict, verdictOf, type LeadStatus, type Verdict } from './verdict';

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
 * goes by target, and among leads to one number by their spelling and custom variables, as far as
 * that is unambiguous: there is one entry for each lead that is alike, and all of them say the same.
 * What is left is `unknown`.
 */
export function matchAddResult(leads: readonly SentCall[], list: readonly unknown[]): Verdict[] {
	const results = list.filter(isRecord);
	const isComplete = list.length === leads.length && results.length === list.length;
	if (isComplete && isWordForWord(leads, results)) return results.map(toVerdict);

	const spellings = readSpellings(leads, results);
	if (isComplete && isInOrder(leads, results, spellings)) return results.map(toVerdict);
	return byTarget(leads, results, spellings);
}

/** The usual case: every target comes back as it was sent, in its place, and none is there twice. */
const isWordForWord = (leads: readonly SentCall[], results: readonly AddResult[]): boolean =>
	leads.every((lead, index) => results[index].Target === targetOf(lead)) &&
	new Set(leads.map(targetOf)).size === leads.length;

/** Which numbers were sent in several spellings that came back as they were sent. */
interface Spellings {
	/** An entry belongs to the lead that has its very spelling. */
	readonly inPlace: ReadonlySet<string>;
	/** Also without its place: there is an entry for every lead, or for more than one spelling. */
	readonly anywhere: ReadonlySet<string>;
}

/**
 * A service that respells the targets, such as 0501234567 to 972501234567, returns one spelling for
 * all leads to a number. Then it tells nothing.
 */
function readSpellings(leads: readonly SentCall[], results: readonly AddResult[]): Spellings {
	const sentTo = groupBy(leads.map(targetOf), canonicalPhoneNumber);
	const toldOf = groupBy(results.flatMap(targetIn), canonicalPhoneNumber);
	const sentTargets = new Set(leads.map(targetOf));
	const isSent = (target: string) => sentTargets.has(target);
	const respells = [...toldOf].some(([phone, told]) => sentTo.has(phone) && !told.every(isSent));
	const inPlace = new Set<string>();
	const anywhere = new Set<string>();
	for (const [phone, sent] of sentTo) {
		const told = toldOf.get(phone) ?? [];
		const hasSeveral = new Set(told).size > 1;
		if (new Set(sent).size < 2 || !told.every(isSent) || (respells && !hasSeveral)) continue;
		inPlace.add(phone);
		if (hasSeveral || told.length >= sent.length) anywhere.add(phone);
	}
	return { inPlace, anywhere };
}

/** The entry's target, or none: a target that is missing, empty or `null` names nobody. */
function targetIn({ Target }: AddResult): [string] | [] {
	const target = textOf(Target).trim();
	return target === '' ? [] : [target];
}

/**
 * An entry agrees unless it names another number, or the spelling or the variables of another lead
 * to this one. Where it names no number, the variables may not be those of any other lead.
 */
function isInOrder(
	leads: readonly SentCall[],
	results: readonly AddResult[],
	{ inPlace }: Spellings,
): boolean {
	const known = new Set(
		leads.flatMap((lead) => [dataOf(lead), `${phoneOfLead(lead)} ${dataOf(lead)}`]),
	);
	return leads.every((lead, index) => {
		const [target] = targetIn(results[index]);
		const data = dataText(results[index].CustomData);
		const phone = phoneOfLead(lead);
		if (target !== undefined) {
			if (canonicalPhoneNumber(target) !== phone) return false;
			if (inPlace.has(phone) && target !== targetOf(lead)) return false;
		}
		if (data === undefined || data === dataOf(lead)) return true;
		return !known.has(target === undefined ? data : `${phone} ${data}`);
	});
}

function byTarget(
	leads: readonly SentCall[],
	results: readonly AddResult[],
	{ anywhere }: Spellings,
): Verdict[] {
	const numberOf = (target: string) => {
		const phone = canonicalPhoneNumber(target);
		return anywhere.has(phone) ? `${phone} ${target}` : phone;
	};
	const numberOfLead = (lead: SentCall) => numberOf(targetOf(lead));
	const leadsTo = groupBy(leads, numberOfLead);
	const dataOfLeadsTo = new Map(
		[...leadsTo]
			.filter(([, others]) => others.length > 1)
			.map(([number, others]) => [number, new Set(others.map(dataOf))]),
	);
	const entries = results.flatMap((result) =>
		targetIn(result).map((target) => ({
			result,
			number: numberOf(target),
			data: dataText(result.CustomData),
		})),
	);
	const toldByData = new Set(
		entries
			.filter(({ number, data }) => data !== undefined && dataOfLeadsTo.get(number)?.has(data))
			.map(({ number }) => number),
	);
	const keyOf = (number: string, data: string | undefined) =>
		toldByData.has(number) ? `${number} ${data}` : number;
	const keyOfLead = (lead: SentCall) => keyOf(numberOfLead(lead), dataOf(lead));
	const entriesOf = groupBy(entries, ({ number, data }) => keyOf(number, data));
	const verdicts = new Map(
		[...groupBy(leads, keyOfLead)].map(([key, alike]) => {
			const own = (entriesOf.get(key) ?? []).map(({ result }) => result);
			return [key, commonVerdict(own, alike.length)];
		}),
	);
	return leads.map((lead) => verdicts.get(keyOfLead(lead)) ?? unclearVerdict);
}

/** One entry for each lead, and all with the same code, or none of it is clear. */
function commonVerdict(results: readonly AddResult[], count: number): Verdict {
	const codes = new Set(results.map(({ ErrorCode }) => readErrorCode(ErrorCode)));
	return results.length === count && codes.size === 1 ? toVerdict(results[0]) : unclearVerdict;
}

const dataOf = ({ request }: SentCall): string => dataText(request.variables) ?? '';

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
