import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { outcomeColumns } from '../../e2e/mainJob/collectOutcomes';
import {
	readWorkflow,
	triggerUrl,
	type SavedWorkflow,
	type Workflow,
} from '../../e2e/n8n/workflows';
import type { Testbed, TestbedN8n } from '../testbed';
import type { SoakScale } from './scale';
import { LeadTally } from './verdicts';
import { fileWorkflow, singleWorkflow } from './workflows';

/** A run of the endurance test. */
export interface Soak {
	readonly testbed: Testbed;
	readonly n8n: TestbedN8n;
	readonly scale: SoakScale;
	readonly tally: LeadTally;
	/** For files with idempotency keys, and without. */
	readonly fileWorkflows: { readonly plain: SoakWorkflow; readonly keyed: SoakWorkflow };
	readonly singles: SoakWorkflow;
	readonly outcomes: SoakWorkflow;
	/** The file that receives the outcomes. */
	readonly outcomesFile: string;
	/** The campaigns for the files' leads, in turn. */
	readonly campaigns: readonly string[];
}

/** An active workflow and its webhook URL. */
export interface SoakWorkflow {
	readonly workflow: SavedWorkflow;
	readonly url: string;
}

/** Enabled, with agents and nothing in their queues. */
const freeCampaigns = ({ simulator }: Testbed) =>
	simulator.campaigns.filter(
		({ kind, status, pendingCalls }) =>
			kind === 'agent' && status === 'Enabled' && pendingCalls === 0,
	);

/** Activates the workflows. Outcomes use the ready-made workflow. */
export async function openSoak(testbed: Testbed, n8n: TestbedN8n, scale: SoakScale): Promise<Soak> {
	const { editor, credential, listeners } = n8n;
	const [campaign, ...others] = freeCampaigns(testbed);
	const outcomesFile = join(testbed.inputs, 'outcomes.csv');
	writeFileSync(outcomesFile, `${outcomeColumns}\n`);
	const ready = readWorkflow('outcomes-to-csv.json', {
		credential,
		listeners,
		campaign: { code: campaign.code, name: '' },
		csvFile: outcomesFile,
	});
	const outcomes = await editor.saveWorkflow(ready);
	await editor.activateWorkflow(outcomes);
	const ofFiles = async (hasKeys: boolean) =>
		await openWorkflow(n8n, (path) => fileWorkflow(credential, path, { hasKeys }));
	return {
		testbed,
		n8n,
		scale,
		tally: new LeadTally(scale.bulkLeads + scale.singleLeads),
		fileWorkflows: { plain: await ofFiles(false), keyed: await ofFiles(true) },
		singles: await openWorkflow(n8n, (path) => singleWorkflow(credential, path, campaign.code)),
		outcomes: { workflow: outcomes, url: triggerUrl(n8n.n8n.url, outcomes) },
		outcomesFile,
		campaigns: others.map(({ code }) => code),
	};
}

/** Saves and activates a workflow with its own webhook. */
export async function openWorkflow(
	{ editor, n8n }: TestbedN8n,
	make: (path: string) => Workflow,
	suffix = '',
): Promise<SoakWorkflow> {
	const path = randomUUID();
	const workflow = await editor.saveWorkflow(make(path));
	await editor.activateWorkflow(workflow);
	return { workflow, url: `${n8n.url}/webhook/${path}${suffix}` };
}

/**
 * n8n prunes old executions as usual, with its intervals scaled like the day: an hour becomes a
 * minute. It keeps the last thousand instead of ten thousand, so that a run of twenty minutes has
 * something to delete.
 */
export const pruningSettings: NodeJS.ProcessEnv = {
	EXECUTIONS_DATA_PRUNE_MAX_COUNT: '1000',
	EXECUTIONS_DATA_PRUNE_SOFT_DELETE_INTERVAL: '1',
	EXECUTIONS_DATA_PRUNE_HARD_DELETE_INTERVAL: '0.25',
	EXECUTIONS_DATA_HARD_DELETE_BUFFER: '0',
};
