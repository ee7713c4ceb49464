import type { Simulator } from '../../../simulator';
import { verdictsOf } from '../../faults/verdictsOf';
import type { Execution } from '../../n8n/Execution';
import type { KillCounts } from './KillCounts';
import { killLeads } from './killWorkflow';

/** Holds what the last execution said against the simulator's own book. */
export function countKill(
	simulator: Simulator,
	campaign: string,
	execution: Execution,
): KillCounts {
	const times = new Map(
		simulator.leads(campaign).map(({ leadId, times: count }) => [String(leadId), count]),
	);
	const verdicts = verdictsOf(execution, killLeads);
	const sent = simulator.requests
		.filter(({ method }) => method === 'AddCallsBulk')
		.flatMap(({ parameters }) => parameters as ReadonlyArray<{ readonly Campaign: string }>)
		.filter(({ Campaign }) => Campaign === campaign).length;
	const counts = { sent, accepted: 0, unknown: 0, unsent: 0, lost: 0, doubled: 0, wrong: 0 };
	for (const { id } of killLeads) {
		const accepted = times.get(id) ?? 0;
		const [verdict, ...more] = verdicts.get(id) ?? [];
		const saysDone = verdict === 'added' || verdict === 'skipped';
		if (accepted > 0) counts.accepted++;
		if (accepted > 1) counts.doubled++;
		if (accepted === 0 && (saysDone || verdict === undefined)) counts.lost++;
		if (verdict === 'unknown') counts.unknown++;
		else if (!saysDone && accepted === 0) counts.unsent++;
		if (more.length > 0 || (!saysDone && verdict !== 'unknown' && accepted > 0)) counts.wrong++;
		if (saysDone && accepted === 0) counts.wrong++;
	}
	return { kills: 1, ...counts };
}
