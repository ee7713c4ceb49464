import { writeFileSync } from 'node:fs';
import type { DialedCall, Simulator } from '../../simulator';
import { waitUntil } from '../machine/processes';
import type { EditorApi } from '../n8n/EditorApi';
import { triggerUrl, waitForTrigger, type SavedWorkflow } from '../n8n/workflows';
import { groupBy, readLeads, type Lead, type LeadVerdict } from './leadJob';

export const outcomeColumns =
	'call_id,lead_id,phone,status,answered,duration_seconds,started_at' as const;

interface CollectedOutcomes {
	/** Lines of the file about these leads. */
	readonly lines: number;
	/** The number of leads by final outcome. */
	readonly byStatus: Readonly<Record<string, number>>;
	/** Descriptions of all differences. */
	readonly faults: readonly string[];
}

/** Later than the originate time of every lead, so that all are due. */
function afterAllOf(queue: ReadonlyArray<{ readonly originateTime: number }>): number {
	const latest = queue.reduce((time, call) => Math.max(time, call.originateTime), 0);
	return Math.max(latest + 60, Math.floor(Date.now() / 1000));
}

async function failuresOf(editor: EditorApi, { id }: SavedWorkflow): Promise<string[]> {
	const executions = await editor.executionsOf(id);
	const failed = executions.find(({ status }) => status !== 'success');
	if (!failed) return [];
	const { error } = await editor.waitForExecution(failed.id);
	return [`An execution ended with “${failed.status}”: ${error?.message ?? 'no error message'}`];
}

/** The simulator dials the waiting leads. The trigger's workflow writes their outcomes to the file. */
export async function collectOutcomes(
	{ editor, n8nUrl, simulator }: { editor: EditorApi; n8nUrl: string; simulator: Simulator },
	workflow: SavedWorkflow,
	job: {
		readonly outcomesFile: string;
		readonly verdicts: readonly LeadVerdict[];
	},
): Promise<CollectedOutcomes> {
	writeFileSync(job.outcomesFile, `${outcomeColumns}\n`);
	await editor.activateWorkflow(workflow);
	const cdrUrl = triggerUrl(n8nUrl, workflow);
	await waitForTrigger(cdrUrl);
	const queue = simulator.campaigns.flatMap(({ pending }) => [...pending]);
	simulator.dial({
		speed: 'max',
		cdrUrl,
		startsAtSeconds: afterAllOf(queue),
		cdrTries: 20,
	});
	await simulator.dialing.settled();
	simulator.stopDialing();
	await waitUntil(
		'All outcomes are written',
		async () => {
			const { all, unfinished } = await editor.countExecutions(workflow.id);
			return all > 0 && unfinished === 0 ? true : undefined;
		},
		120_000,
	);
	const { calls } = simulator.dialing;
	const lines = readLeads(job.outcomesFile);
	const ids = new Set(job.verdicts.map(({ lead }) => lead['Lead ID']));
	const ofTheLeads = lines.filter(({ lead_id }) => ids.has(lead_id));
	const byStatus: Record<string, number> = {};
	for (const { status } of ofTheLeads) byStatus[status] = (byStatus[status] ?? 0) + 1;
	return {
		lines: ofTheLeads.length,
		byStatus,
		faults: [
			...(await failuresOf(editor, workflow)),
			...compareOutcomes(job.verdicts, calls, lines),
		],
	};
}

/** The expected line of the file for a dialed call. */
const expectedLine = ({ id, lead, outcome }: DialedCall): Record<string, string> => ({
	call_id: id,
	phone: lead.phone,
	status: outcome?.status ?? '',
	answered: String(outcome?.status === 'ANSWER'),
});

/** Describes where added leads, dialed calls and lines of the file differ. */
function compareOutcomes(
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
			if (!call) return [`${id} was added, but never dialed`];
			if (otherCalls.length > 0) return [`${id} was dialed ${otherCalls.length + 1} times`];
			if (!line) return [`${id} was dialed, but has no outcome`];
			if (more.length > 0) return [`${id} has ${more.length + 1} outcomes`];
			return Object.entries(expectedLine(call))
				.filter(([name, value]) => line[name] !== value)
				.map(([name, value]) => `${id}: ${name} is ${line[name]}, the dialer says ${value}`);
		}),
		...[...linesOf.keys()]
			.filter((id) => !known.has(id))
			.map((id) => `There is an outcome for ${id || 'an unknown lead'}, which was not dialed`),
	];
}

const faultsShown = 20;

export function describeOutcomes(
	{ lines, byStatus, faults }: CollectedOutcomes,
	outcomesFile: string,
): string {
	const outcomes = Object.entries(byStatus).sort(([, a], [, b]) => b - a);
	return [
		'The simulator has dialed them, and the trigger has received the outcomes:',
		...outcomes.map(([status, count]) => `  ${count} ${status}`),
		`  ${lines} lines in ${outcomesFile}`,
		'',
		...(faults.length === 0
			? ['Every added lead has exactly one final outcome, which matches the dialer’s.']
			: ['There are DIFFERENCES:', ...faults.slice(0, faultsShown).map((fault) => `  ${fault}`)]),
	].join('\n');
}
