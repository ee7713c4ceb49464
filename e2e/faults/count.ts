import type { Exchange, Simulator } from '../../simulator';
import { statusIn, type Execution, type Item } from '../n8n/Execution';
import { dialer } from '../world/runNode';
import type { TestLead } from './combinations';

/** The figures of one row of the table. All but the first two must be 0. */
export interface Counts {
	/** Leads in all requests, including repeated ones. */
	readonly sent: number;
	/** Leads that the simulator added to a queue, including repeated ones. */
	readonly accepted: number;
	/** Not accepted, and neither a verdict nor an error says so. */
	readonly lost: number;
	/** Accepted twice, or sent again although the first request may have been processed. */
	readonly doubled: number;
	/** `added` but not accepted, `rejected` or `skipped` but accepted, or more than one verdict. */
	readonly wrong: number;
}

export const none: Counts = { sent: 0, accepted: 0, lost: 0, doubled: 0, wrong: 0 };

export const sum = (a: Counts, b: Counts): Counts => ({
	sent: a.sent + b.sent,
	accepted: a.accepted + b.accepted,
	lost: a.lost + b.lost,
	doubled: a.doubled + b.doubled,
	wrong: a.wrong + b.wrong,
});

export const isAllWell = ({ lost, doubled, wrong }: Counts): boolean =>
	lost === 0 && doubled === 0 && wrong === 0;

const reported = new Set(['rejected', 'unknown', 'skipped', 'error']);

const sentAgain = (sendings: readonly Sending[]): boolean =>
	sendings.slice(0, -1).some(({ mayBeDone }) => mayBeDone);

function isWrong(verdict: string, isAccepted: boolean): boolean {
	if (verdict === 'added') return !isAccepted;
	if (verdict === 'rejected' || verdict === 'skipped') return isAccepted;
	return verdict !== 'unknown' && verdict !== 'error';
}

/** Compares n8n's output with the simulator's records. */
export function count(
	simulator: Simulator,
	campaign: string,
	leads: readonly TestLead[],
	execution: Execution,
): Counts {
	const sendings = sendingsOf(simulator, campaign);
	const book = simulator.leads(campaign);
	const timesOf = (id: string) =>
		book.filter(({ leadId }) => leadId === id).reduce((times, lead) => times + lead.times, 0);

	const isStopped = execution.runsOf(dialer).at(-1)?.error !== undefined;
	const verdicts = verdictsOf(execution, leads);
	const verdictsOn = ({ id }: TestLead) => (isStopped ? ['error'] : (verdicts.get(id) ?? []));

	const counts = { lost: 0, doubled: 0, wrong: 0 };
	for (const lead of leads) {
		const times = timesOf(lead.id);
		const found = verdictsOn(lead);
		if (times === 0 && !found.some((verdict) => reported.has(verdict))) counts.lost++;
		const own = sendings.filter(({ leadId }) => leadId === lead.id);
		if (times > 1 || (!lead.isBad && sentAgain(own))) counts.doubled++;
		if (found.length !== 1 || isWrong(found[0], times > 0)) counts.wrong++;
	}
	const accepted = book.reduce((all, { times }) => all + times, 0);
	const ofError = isStopped ? wrongInError(execution, accepted, leads.length) : 0;
	const strangers = [...verdicts.keys()].filter((id) => !leads.some((lead) => lead.id === id));
	return {
		...counts,
		wrong: counts.wrong + ofError + strangers.length,
		sent: sendings.length,
		accepted,
	};
}

interface Sending {
	readonly leadId: string;
	/** The request was processed, or its answer does not say. */
	readonly mayBeDone: boolean;
}

interface Element {
	readonly Campaign?: unknown;
	readonly CustomData?: { readonly var_lead_id?: unknown };
}

const certainlyNotProcessed = new Set([403, 404, 413, 429, 503]);

/** The guide's internal error: the only code after which the request may have been processed. */
const internalError = 3;

function mayBeDone({ fault }: Exchange): boolean {
	if (fault?.kind === 'httpStatus') return !certainlyNotProcessed.has(fault.status);
	return fault?.kind !== 'errorCode' || fault.errorCode === internalError;
}

/** Every lead of every request for the campaign, in the order of arrival. */
function sendingsOf({ requests }: Simulator, campaign: string): Sending[] {
	return requests
		.filter(({ method }) => method === 'AddCall' || method === 'AddCallsBulk')
		.flatMap((exchange) =>
			([exchange.parameters].flat() as Element[])
				.filter(({ Campaign }) => Campaign === campaign)
				.map(({ CustomData }) => ({
					leadId: String(CustomData?.var_lead_id),
					mayBeDone: mayBeDone(exchange),
				})),
		);
}

const statusOf = ({ json, error }: Item): string =>
	statusIn(json) ?? (json.error !== undefined || error !== undefined ? 'error' : 'none');

function leadOf({ pairedItem }: Item, leads: readonly TestLead[]): TestLead | undefined {
	const [paired] = [pairedItem].flat() as Array<{ item: number } | undefined>;
	return leads[paired?.item ?? -1];
}

/** The verdicts of each lead in the node's outputs. */
export function verdictsOf(
	execution: Execution,
	leads: readonly TestLead[],
): ReadonlyMap<string, readonly string[]> {
	const verdicts = new Map<string, string[]>();
	for (const item of [...execution.itemsOf(dialer, 0), ...execution.itemsOf(dialer, 1)]) {
		const id = leadOf(item, leads)?.id ?? 'a stranger';
		verdicts.set(id, [...(verdicts.get(id) ?? []), statusOf(item)]);
	}
	return verdicts;
}

/** Reads a count from an error's verdict counts, such as `8 added, 4 unknown`. */
const countOf = (text: string, word: string): number =>
	Number(new RegExp(`([\\d,]+) ${word}`).exec(text)?.[1].replaceAll(',', '') ?? 0);

/** Returns by how many leads an error's verdict counts are wrong. */
function wrongInError({ error }: Execution, accepted: number, leads: number): number {
	const text = /Leads: .*/.exec(error?.description ?? '')?.[0];
	if (text === undefined) return 0;
	const [added, unknown, rejected, skipped] = ['added', 'unknown', 'rejected', 'skipped'].map(
		(word) => countOf(text, word),
	);
	const tooMany = Math.max(0, added - accepted);
	const tooFew = Math.max(0, accepted - added - unknown);
	return tooMany + tooFew + Math.abs(leads - added - unknown - rejected - skipped);
}
