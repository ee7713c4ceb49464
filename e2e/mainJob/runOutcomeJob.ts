import { writeFileSync } from 'node:fs';
import type { Simulator } from '../../simulator';
import { waitUntil } from '../machine/waitUntil';
import type { Editor } from '../n8n/Editor';
import { triggerUrl } from '../n8n/triggerUrl';
import type { SavedWorkflow } from '../n8n/Workflow';
import { compareOutcomes } from './compareOutcomes';
import type { LeadVerdict } from './compareQueue';
import { readLeads } from './readLeads';

export const outcomeColumns =
	'call_id,lead_id,phone,status,answered,duration_seconds,started_at' as const;

export interface OutcomeJobResult {
	/** Of the file, that are about these leads. */
	readonly lines: number;
	/** How many leads came to each final outcome. */
	readonly byStatus: Readonly<Record<string, number>>;
	/** What does not add up, in words. */
	readonly faults: readonly string[];
}

/** Later than any time in the leads, so that all of them are due. */
function afterAllOf(queue: ReadonlyArray<{ readonly originateTime: number }>): number {
	const latest = queue.reduce((time, call) => Math.max(time, call.originateTime), 0);
	return Math.max(latest + 60, Math.floor(Date.now() / 1000));
}

async function failuresOf(editor: Editor, { id }: SavedWorkflow): Promise<string[]> {
	const executions = await editor.executionsOf(id);
	const failed = executions.find(({ status }) => status !== 'success');
	if (!failed) return [];
	const { error } = await editor.waitForExecution(failed.id);
	return [`An execution ended with “${failed.status}”: ${error?.message ?? 'without a reason'}`];
}

/**
 * The simulator dials the leads that wait; their outcomes come back through the trigger into the
 * workflow, which writes them into the file.
 */
export async function runOutcomeJob(
	{ editor, n8nUrl, simulator }: { editor: Editor; n8nUrl: string; simulator: Simulator },
	workflow: SavedWorkflow,
	job: {
		readonly outcomesFile: string;
		readonly verdicts: readonly LeadVerdict[];
	},
): Promise<OutcomeJobResult> {
	writeFileSync(job.outcomesFile, `${outcomeColumns}\n`);
	await editor.activateWorkflow(workflow);
	const queue = simulator.campaigns.flatMap(({ pending }) => [...pending]);
	simulator.dial({
		speed: 'max',
		cdrUrl: triggerUrl(n8nUrl, workflow),
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
