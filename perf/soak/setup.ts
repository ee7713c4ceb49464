import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { outcomeColumns } from '../../e2e/mainJob/outcomeJob';
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

/** A soak under way. */
export interface Soak {
	readonly bench: Testbed;
	readonly n8n: TestbedN8n;
	readonly scale: SoakScale;
	readonly book: LeadTally;
	/** One for files with keys, one for those without. */
	readonly fileWorkflows: { readonly plain: SoakWorkflow; readonly keyed: SoakWorkflow };
	readonly singles: SoakWorkflow;
	readonly outcomes: SoakWorkflow;
	/** What the outcomes are written into. */
	readonly outcomesFile: string;
	/** Where the files' leads go, file by file. */
	readonly campaigns: readonly string[];
}

/** An active workflow, and where it listens. */
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

/** The workflows of the soak, active; the outcomes' one is the ready-made one. */
export async function openSoak(bench: Testbed, n8n: TestbedN8n, scale: SoakScale): Promise<Soak> {
	const { editor, credential } = n8n;
	const [campaign, ...others] = freeCampaigns(bench);
	const outcomesFile = join(bench.inputs, 'outcomes.csv');
	writeFileSync(outcomesFile, `${outcomeColumns}\n`);
	const ready = readWorkflow('outcomes-to-csv.json', {
		credential,
		campaign: { code: campaign.code, name: '' },
		csvFile: outcomesFile,
	});
	const outcomes = await editor.saveWorkflow(ready);
	await editor.activateWorkflow(outcomes);
	const ofFiles = async (hasKeys: boolean) =>
		await openWorkflow(n8n, (path) => fileWorkflow(credential, path, { hasKeys }));
	return {
		bench,
		n8n,
		scale,
		book: new LeadTally(scale.bulkLeads + scale.singleLeads),
		fileWorkflows: { plain: await ofFiles(false), keyed: await ofFiles(true) },
		singles: await openWorkflow(n8n, (path) => singleWorkflow(credential, path, campaign.code)),
		outcomes: { workflow: outcomes, url: triggerUrl(n8n.n8n.url, outcomes) },
		outcomesFile,
		campaigns: others.map(({ code }) => code),
	};
}

/** Saves and activates a workflow with a webhook of its own. */
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
 * n8n deletes old executions as it always does, with its periods as much shorter as the day is: an
 * hour becomes a minute. The thousand last ones are kept instead of ten thousand, so that a day of
 * twenty minutes has something to delete.
 */
export const pruningSettings: NodeJS.ProcessEnv = {
	EXECUTIONS_DATA_PRUNE_MAX_COUNT: '1000',
	EXECUTIONS_DATA_PRUNE_SOFT_DELETE_INTERVAL: '1',
	EXECUTIONS_DATA_PRUNE_HARD_DELETE_INTERVAL: '0.25',
	EXECUTIONS_DATA_HARD_DELETE_BUFFER: '0',
};
