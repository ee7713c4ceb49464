import { rejectionOf, type Failure } from '../api/failure';
import { isRecord } from '../api/json';
import { maxAddResults, methodOf } from '../api/methods';
import { readErrorCode, type Answer, type Outcome } from '../api/outcome';
import { canonicalPhoneNumber } from '../api/phone';
import type { Operation } from '../operations/operation';
import { targetOf, type SentCall } from './lead';
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
	const list = methodOf(method).isBulk ? addResultIn(outcome.answer) : undefined;
	const tellsOfLeads = (results: readonly unknown[]) =>
		results.length > 0 || (outcome.ok && leads.length <= maxAddResults);
	if (Array.isArray(list) && tellsOfLeads(list)) {
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

/** Under whatever spelling of its name; one that is no list says something that nobody can read. */
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

	const sent = leads.map((lead): Named => {
		const target = targetOf(lead);
		return { target, phone: canonicalPhoneNumber(target), data: dataOf(lead) };
	});
	const told = results.map((result): Told => {
		const target = targetIn(result);
		const phone = target === undefined ? undefined : canonicalPhoneNumber(target);
		return { result, target, phone, data: dataText(result.CustomData) };
	});
	const spellings = readSpellings(sent, told);
	if (isComplete && isInOrder(sent, told, spellings)) return results.map(toVerdict);
	return byTarget(sent, told, spellings);
}

/** The usual case: every target comes back as it was sent, in its place, and none is there twice. */
const isWordForWord = (leads: readonly SentCall[], results: readonly AddResult[]): boolean =>
	leads.every((lead, index) => results[index].Target === targetOf(lead)) &&
	new Set(leads.map(targetOf)).size === leads.length;

/** By what a lead is known. */
interface Named {
	readonly target: string;
	/** In the form for comparing. */
	readonly phone: string;
	readonly data: string;
}

/** An entry of the list, with what it names. */
interface Told extends Partial<Named> {
	readonly result: AddResult;
}

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
function readSpellings(sent: readonly Named[], told: readonly Told[]): Spellings {
	const sentTo = groupBy(sent, ({ phone }) => phone);
	const toldOf = groupBy(
		told.filter(({ target }) => target !== undefined),
		({ phone = '' }) => phone,
	);
	const sentTargets = new Set<string | undefined>(sent.map(({ target }) => target));
	const isSent = ({ target }: Told) => sentTargets.has(target);
	const respells = [...toldOf].some(
		([phone, entries]) => sentTo.has(phone) && !entries.every(isSent),
	);
	const inPlace = new Set<string>();
	const anywhere = new Set<string>();
	for (const [phone, leads] of sentTo) {
		if (new Set(leads.map(({ target }) => target)).size < 2) continue;
		const entries = toldOf.get(phone) ?? [];
		const hasSeveral = new Set(entries.map(({ target }) => target)).size > 1;
		if (!entries.every(isSent) || (respells && !hasSeveral)) continue;
		inPlace.add(phone);
		if (hasSeveral || entries.length >= leads.length) anywhere.add(phone);
	}
	return { inPlace, anywhere };
}

/** `undefined`: a target that is missing, empty or `null` names nobody. */
function targetIn({ Target }: AddResult): string | undefined {
	const target = textOf(Target).trim();
	return target === '' ? undefined : target;
}

/**
 * An entry agrees unless it names another number, or the spelling or the variables of another lead
 * to this one. Where it names no number, the variables may not be those of any other lead.
 */
function isInOrder(sent: readonly Named[], told: readonly Told[], { inPlace }: Spellings): boolean {
	const known = new Set(sent.flatMap(({ phone, data }) => [data, `${phone} ${data}`]));
	return sent.every((lead, index) => {
		const { target, phone, data } = told[index];
		if (target !== undefined) {
			if (phone !== lead.phone) return false;
			if (inPlace.has(lead.phone) && target !== lead.target) return false;
		}
		if (data === undefined || data === lead.data) return true;
		return !known.has(target === undefined ? data : `${lead.phone} ${data}`);
	});
}

function byTarget(
	sent: readonly Named[],
	told: readonly Told[],
	{ anywhere }: Spellings,
): Verdict[] {
	const numberOf = ({ phone = '', target }: Partial<Named>) =>
		anywhere.has(phone) ? `${phone} ${target}` : phone;
	const dataOfLeadsTo = new Map(
		[...groupBy(sent, numberOf)]
			.filter(([, others]) => others.length > 1)
			.map(([number, others]) => [
				number,
				new Set<string | undefined>(others.map(({ data }) => data)),
			]),
	);
	const entries = told.filter(({ target }) => target !== undefined);
	const toldByData = new Set(
		entries
			.filter(
				(entry) => entry.data !== undefined && dataOfLeadsTo.get(numberOf(entry))?.has(entry.data),
			)
			.map(numberOf),
	);
	const keyOf = (named: Partial<Named>) => {
		const number = numberOf(named);
		return toldByData.has(number) ? `${number} ${named.data}` : number;
	};
	const entriesOf = groupBy(entries, keyOf);
	const verdicts = new Map(
		[...groupBy(sent, keyOf)].map(([key, alike]) => {
			const own = (entriesOf.get(key) ?? []).map(({ result }) => result);
			return [key, commonVerdict(own, alike.length)];
		}),
	);
	return sent.map((lead) => verdicts.get(keyOf(lead)) ?? unclearVerdict);
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
