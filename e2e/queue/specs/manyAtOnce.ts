import assert from 'node:assert/strict';
import { csvNodes } from '../../../bench/flows/csvNodes';
import { dialer, dialerNode } from '../../../bench/flows/dialerNode';
import { flowOf, start } from '../../../bench/flows/flowOf';
import { makeLeads } from '../../../bench/leads/makeLeads';
import { writeCsv } from '../../../bench/leads/writeCsv';
import type { QueueSpecs } from '../openQueueWorld';

const workflows = 5;
const leadsEach = 20_000;
const maxConcurrency = 3;

export const manyAtOnce: QueueSpecs = {
	'100,000 leads of 5 workflows at once: none lost, none doubled': async ({
		editor,
		simulator,
		credential,
		userFolder,
	}) => {
		const [campaign] = simulator.campaigns;
		const waitingBefore = campaign.pending.size;
		simulator.options.log = 'counts';
		simulator.options.latencyMs = 200;
		const saved = await Promise.all(
			Array.from({ length: workflows }, async (_, index) => {
				const leads = makeLeads(leadsEach, index * leadsEach);
				const file = writeCsv(userFolder, `leads-${index}.csv`, leads);
				const node = dialerNode(credential, 'addMany', campaign.code, {
					batchSize: 500,
					maxConcurrency,
				});
				return await editor.saveWorkflow(
					flowOf(`Many at once ${index}`, [start, ...csvNodes(file), node]),
				);
			}),
		);
		const ids = await Promise.all(
			saved.map(async (workflow) => await editor.startWorkflow(workflow)),
		);
		for (const id of ids) {
			const execution = await editor.waitForExecution(id);
			assert.equal(execution.status, 'success', execution.error?.message);
			const statuses = execution.jsonOf(dialer).map(({ status }) => status);
			assert.equal(statuses.filter((status) => status === 'added').length, leadsEach);
			assert.equal(statuses.length, leadsEach);
		}
		const { leadsAccepted, doubled, maxInFlight } = simulator.stats();
		assert.equal(leadsAccepted, workflows * leadsEach);
		assert.equal(campaign.pending.size - waitingBefore, workflows * leadsEach);
		assert.equal(doubled, 0);
		const bound = workflows * maxConcurrency;
		assert.ok(maxInFlight <= bound, `${maxInFlight} requests in flight`);
		console.log(
			`          at most ${maxInFlight} requests in flight; ${workflows} executions × Max Concurrency ${maxConcurrency} = ${bound}`,
		);
	},
};
