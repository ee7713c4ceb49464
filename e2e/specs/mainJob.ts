import assert from 'node:assert/strict';
import { join } from 'node:path';
import { repositoryRoot } from '../machine/folders';
import { optedOut, runMainJob } from '../mainJob/leadJob';
import { collectOutcomes } from '../mainJob/collectOutcomes';
import { readWorkflow } from '../n8n/workflows';
import type { Specs } from '../world/openWorld';

const csvFile = join(repositoryRoot, 'examples', 'leads.csv');

/** Rows of the example file with invalid phone numbers. */
const badLeads = ['L-1017', 'L-1046', 'L-1088', 'L-1131', 'L-1172', 'L-1209', 'L-1241', 'L-1277'];
/** The one that the service rejects: it has too few digits. */
const rejectedByService = 'L-1088';

/** Rows of people who opted out. */
const suppressed = ['L-1002', 'L-1003', 'L-1007'];

export const mainJob: Specs = {
	'leads from a CSV file to a campaign, and their outcomes back': async ({
		n8n,
		editor,
		simulator,
		credential,
		listeners,
		userFolder,
	}) => {
		const [campaign] = simulator.campaigns;
		const workflow = await editor.saveWorkflow(
			readWorkflow('leads-from-csv.json', {
				credential,
				listeners,
				campaign,
				csvFile,
				suppressedNumbers: optedOut,
			}),
		);
		const job = { csvFile, campaign: campaign.code, zone: 'Asia/Jerusalem' };
		const { faults, leads, verdicts, queueLength, execution } = await runMainJob(
			async () => await editor.runWorkflow(workflow),
			simulator,
			job,
		);
		assert.deepEqual(faults, []);
		assert.equal(leads.length, 300);
		assert.equal(queueLength, leads.length - badLeads.length - suppressed.length);

		const rejected = verdicts.filter(({ status }) => status === 'rejected');
		assert.deepEqual(
			rejected.map(({ lead }) => lead['Lead ID']),
			badLeads,
		);
		for (const { description } of rejected) assert.match(description, /\w{3,} \w+/);

		const toFix = execution.jsonOf('Leads to fix');
		assert.deepEqual(
			toFix.map(({ leadId }) => leadId),
			badLeads,
		);
		assert.deepEqual(
			execution.jsonOf('Leads not sent').map(({ leadId }) => leadId),
			suppressed,
		);
		assert.equal(execution.itemsOf('Leads in the queue').length, queueLength);
		assert.equal(execution.itemsOf('Leads to look up').length, 0);
		const counts = execution.jsonOf('How many of each');
		assert.deepEqual(
			Object.fromEntries(counts.map(({ status, count_status }) => [status, count_status])),
			{ added: queueLength, rejected: badLeads.length, skipped: suppressed.length },
		);

		const notSent =
			badLeads.filter((lead) => lead !== rejectedByService).length + suppressed.length;
		const sent = simulator.requests.filter(({ method }) => method === 'AddCallsBulk');
		assert.equal(sent.length, 1);
		assert.equal((sent[0].parameters as unknown[]).length, leads.length - notSent);
		assert.deepEqual(sent[0].violations, []);
		assert.equal(simulator.stats().doubled, 0);

		const outcomesFile = join(userFolder, 'outcomes.csv');
		const outcomes = await editor.saveWorkflow(
			readWorkflow('outcomes-to-csv.json', {
				credential,
				listeners,
				campaign,
				csvFile: outcomesFile,
			}),
		);
		const result = await collectOutcomes({ editor, n8nUrl: n8n.url, simulator }, outcomes, {
			outcomesFile,
			verdicts,
		});
		await editor.deactivateWorkflow(outcomes);
		assert.deepEqual(result.faults, []);
		assert.equal(result.lines, queueLength);
		assert.ok(Object.keys(result.byStatus).length > 2, JSON.stringify(result.byStatus));
		assert.equal(campaign.pending.size, 0);
	},
};
