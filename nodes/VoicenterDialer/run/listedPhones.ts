import { resultsIn } from '../api/client';
import { faultOf, phoneRejectionOf } from '../api/failure';
import { isRecord } from '../api/json';
import type { MethodName } from '../api/methods';
import { descriptionIn, readErrorCode, type Outcome } from '../api/outcome';
import { canonicalPhoneNumber } from '../api/phone';
import type { ReadVerdicts } from './addResult';
import { phoneOfLead, type LeadOperation, type SentCall } from './lead';
import { goodVerdict, verdictOf, type LeadStatus, type Verdict } from './verdict';

/** ErrorCodes of a whole request (vendor's practice). */
const authorizationFailed = 1;
const phoneNotAccepted = 2;

const unclear: Verdict = verdictOf(faultOf('listUnclear'));

/**
 * Turns an answer of the Do-Not-Call list into one verdict per phone number (vendor's practice).
 *
 * Only the answer's list of phone numbers tells: an ErrorCode of 0 does not mean that the service took
 * every number. If the account code was rejected, the list does not count.
 */
export function readListedPhones(
	{ method, status }: LeadOperation,
	leads: readonly SentCall[],
	outcome: Outcome,
): ReadVerdicts {
	const list = resultsIn(method, outcome)?.map((entry) => (isRecord(entry) ? entry : {}));
	const isAuthorized = outcome.ok || Number(outcome.failure.errorCode) !== authorizationFailed;
	if (list !== undefined && isAuthorized) return { verdicts: match(leads, list, status) };
	if (outcome.ok) return { verdicts: leads.map(() => unclear) };
	const verdict = verdictOf(outcome.failure);
	return { verdicts: leads.map(() => verdict), failure: outcome.failure };
}

/** Whether a request failed because of one of its phone numbers, and the answer does not say which. */
export function concernsOnePhone(method: MethodName, outcome: Outcome): boolean {
	if (outcome.ok || resultsIn(method, outcome) !== undefined) return false;
	const { kind, errorCode } = outcome.failure;
	return kind === 'tooLarge' || Number(errorCode) === phoneNotAccepted;
}

/** One entry of the answer's list. */
interface ListedPhone {
	readonly Phone?: unknown;
	readonly ErrorCode?: unknown;
}

/**
 * Matches entries by phone number, in any spelling. A number that was sent several times, or has
 * several entries, has a clear result if all its entries agree. Entries without a number match by
 * position, if there is one for each lead and the others are in order.
 */
function match(
	leads: readonly SentCall[],
	list: readonly ListedPhone[],
	status: LeadStatus,
): Verdict[] {
	const phones = list.map(({ Phone }) => canonicalPhoneNumber(textOf(Phone)));
	const isInOrder =
		list.length === leads.length &&
		leads.every((lead, index) => ['', phoneOfLead(lead)].includes(phones[index]));
	const entriesOf = new Map<string, ListedPhone[]>();
	list.forEach((entry, index) => {
		const phone = isInOrder ? phoneOfLead(leads[index]) : phones[index];
		const entries = entriesOf.get(phone);
		if (entries === undefined) entriesOf.set(phone, [entry]);
		else entries.push(entry);
	});
	return leads.map((lead) => commonVerdict(entriesOf.get(phoneOfLead(lead)) ?? [], status));
}

const textOf = (value: unknown): string =>
	typeof value === 'string' || typeof value === 'number' ? String(value) : '';

function commonVerdict(entries: readonly ListedPhone[], status: LeadStatus): Verdict {
	const [errorCode, ...others] = new Set(entries.map(({ ErrorCode }) => readErrorCode(ErrorCode)));
	if (errorCode === undefined || others.length > 0) return unclear;
	const said = descriptionIn(entries[0]) || undefined;
	if (errorCode === 0) return goodVerdict(status, said ?? 'OK');
	return verdictOf(phoneRejectionOf(errorCode, said));
}
