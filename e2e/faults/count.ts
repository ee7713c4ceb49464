import type { Simulator } from '../../simulator';
import type { Execution } from '../n8n/Execution';
import { dialer } from '../world/runNode';
import type { Counts } from './Counts';
import type { Sending } from './Sending';
import { sendingsOf } from './sendingsOf';
import type { TestLead } from './TestLead';
import { verdictsOf } from './verdictsOf';
import { wrongInError } from './wrongInError';

const reported = new Set(['rejected', 'unknown', 'skipped', 'error']);

const sentAgain = (sendings: readonly Sending[]): boolean =>
	sendings.slice(0, -1).some(({ mayBeDone }) => mayBeDone);

function isWrong(verdict: string, isAccepted: boolean): boolean {
	if (verdict === 'added') return !isAccepted;
	if (verdict === 'rejected' || verdict === 'skipped') return isAccepted;
	return verdict !== 'unknown' && verdict !== 'error';
}

/** Holds what came out of n8n against the simulator's own book. */
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
