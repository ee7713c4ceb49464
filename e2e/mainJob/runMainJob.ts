import type { Simulator } from '../../simulator';
import type { Editor } from '../n8n/Editor';
import type { Execution } from '../n8n/Execution';
import type { SavedWorkflow } from '../n8n/Workflow';
import { compareQueue, type LeadVerdict } from './compareQueue';
import { readLeads, type Lead } from './readLeads';

export interface MainJobResult {
	readonly leads: readonly Lead[];
	readonly verdicts: readonly LeadVerdict[];
	readonly queueLength: number;
	/** What does not add up, in words; empty when the job is well done. */
	readonly faults: readonly string[];
	readonly execution: Execution;
}

const addNode = 'Add leads to campaign';

function verdictsOf(execution: Execution, leads: readonly Lead[]): LeadVerdict[] {
	return execution.itemsOf(addNode).flatMap(({ json, pairedItem }) => {
		const { item } = (pairedItem ?? {}) as { item?: number };
		const lead = leads[item ?? -1];
		if (!lead) return [];
		return [{ lead, status: String(json.status), description: String(json.description ?? '') }];
	});
}

function faultsOfExecution(execution: Execution): string[] {
	if (execution.status === 'success') return [];
	const { message = 'without a reason', description } = execution.error ?? {};
	return [
		[`n8n ended the workflow with “${execution.status}”: ${message}`, description]
			.filter(Boolean)
			.join(' '),
	];
}

/** Leads from the file into the campaign, through the workflow; then the queue is read back. */
export async function runMainJob(
	editor: Editor,
	simulator: Simulator,
	workflow: SavedWorkflow,
	job: { readonly csvFile: string; readonly campaign: string; readonly zone: string },
): Promise<MainJobResult> {
	const leads = readLeads(job.csvFile);
	const execution = await editor.runWorkflow(workflow);
	const verdicts = verdictsOf(execution, leads);
	const campaign = simulator.campaigns.find(({ code }) => code === job.campaign);
	const queue = [...(campaign?.pending ?? [])];
	const judged = new Set(verdicts.map(({ lead }) => lead['Lead ID']));
	const isOneEach = verdicts.length === leads.length && judged.size === leads.length;
	return {
		leads,
		verdicts,
		queueLength: queue.length,
		faults: [
			...faultsOfExecution(execution),
			...(isOneEach ? [] : [`${leads.length} leads got ${verdicts.length} verdicts`]),
			...compareQueue(verdicts, queue, job.zone),
		],
		execution,
	};
}
