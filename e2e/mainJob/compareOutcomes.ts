import type { DialedCall } from '../../simulator';
import type { LeadVerdict } from './compareQueue';
import { groupBy } from './groupBy';
import type { Lead } from './readLeads';

/** What the file has to say of a call that was dialed. */
const expectedLine = ({ id, lead, outcome }: DialedCall): Record<string, string> => ({
	call_id: id,
	phone: lead.phone,
	status: outcome?.status ?? '',
	answered: String(outcome?.status === 'ANSWER'),
});

/** Where leads that were added, calls that were dialed and lines of the file differ, in words. */
export function compareOutcomes(
	verdicts: readonly LeadVerdict[],
	dialed: readonly DialedCall[],
	lines: readonly Lead[],
): string[] {
	const linesOf = groupBy(lines, ({ lead_id }) => lead_id);
	const callsOf = groupBy(dialed, ({ lead }) => String(lead.customData.var_lead_id));
	const added = verdicts
		.filter(({ status }) => status === 'added')
		.map(({ lead }) => lead['Lead ID']);
	const known = new Set([...added, ...callsOf.keys()]);
	return [
		...added.flatMap((id) => {
			const [line, ...more] = linesOf.get(id) ?? [];
			const [call, ...otherCalls] = callsOf.get(id) ?? [];
			if (!call) return [`${id} was added and never dialed`];
			if (otherCalls.length > 0) return [`${id} was dialed ${otherCalls.length + 1} times`];
			if (!line) return [`${id} was dialed and has no outcome`];
			if (more.length > 0) return [`${id} has ${more.length + 1} outcomes`];
			return Object.entries(expectedLine(call))
				.filter(([name, value]) => line[name] !== value)
				.map(([name, value]) => `${id}: ${name} is ${line[name]}, the dialer says ${value}`);
		}),
		...[...linesOf.keys()]
			.filter((id) => !known.has(id))
			.map((id) => `An outcome of ${id || 'nobody'} came, whom nobody called`),
	];
}
