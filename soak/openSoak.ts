import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench, BenchN8n } from '../bench/machine/Bench';
import { outcomeColumns } from '../e2e/mainJob/outcomeJob';
import { readWorkflow, triggerUrl } from '../e2e/n8n/workflows';
import type { Scale } from './Scale';
import type { Soak } from './Soak';
import { LeadBook } from './check/LeadBook';
import { openWorkflow } from './openWorkflow';
import { fileWorkflow } from './workflows/fileWorkflow';
import { singleWorkflow } from './workflows/singleWorkflow';

/** Enabled, with agents and nothing in their queues. */
const freeCampaigns = ({ simulator }: Bench) =>
	simulator.campaigns.filter(
		({ kind, status, pendingCalls }) =>
			kind === 'agent' && status === 'Enabled' && pendingCalls === 0,
	);

/** The workflows of the soak, active; the outcomes' one is the ready-made one. */
export async function openSoak(bench: Bench, n8n: BenchN8n, scale: Scale): Promise<Soak> {
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
		book: new LeadBook(scale.bulkLeads + scale.singleLeads),
		fileWorkflows: { plain: await ofFiles(false), keyed: await ofFiles(true) },
		singles: await openWorkflow(n8n, (path) => singleWorkflow(credential, path, campaign.code)),
		outcomes: { workflow: outcomes, url: triggerUrl(n8n.n8n.url, outcomes) },
		outcomesFile,
		campaigns: others.map(({ code }) => code),
	};
}
