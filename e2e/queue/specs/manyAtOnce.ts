import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { credentialType, nodeType, type Workflow } from '../../n8n/workflows';
import { dialer, leadParameters } from '../../world/runNode';
import type { QueueSpecs, QueueWorld } from '../openQueueWorld';

const workflows = 5;
const leadsEach = 20_000;
const maxConcurrency = 3;

export const manyAtOnce: QueueSpecs = {
	'100,000 leads of 5 workflows at once: none lost, none sent twice': async (world) => {
		const { editor, simulator } = world;
		const [campaign] = simulator.campaigns;
		const waitingBefore = campaign.pending.size;
		simulator.options.log = 'counts';
		simulator.options.latencyMs = 200;
		const saved = await Promise.all(
			Array.from(
				{ length: workflows },
				async (_, index) => await editor.saveWorkflow(fileWorkflow(world, campaign.code, index)),
			),
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
			`          up to ${maxInFlight} requests in flight; limit: ${workflows} executions × Max Concurrency ${maxConcurrency} = ${bound}`,
		);
	},
};

const products = ['fiber', 'mobile', 'television', 'security'];

const leadOf = (number: number) => ({
	phone: `05${String(10_000_000 + number)}`,
	callerId: '0722776772',
	callerName: 'Nova Fiber',
	customerName: `Customer number ${number}`,
	priority: number % 10,
	callAfter: '2027-07-01T09:30:00+03:00',
	lead_id: `L-${number}`,
	product: products[number % products.length],
});

/** Writes a file with its own leads and returns its path. */
function writeLeads(folder: string, index: number): string {
	const lines = Array.from({ length: leadsEach }, (_, offset) => {
		const number = index * leadsEach + offset;
		return Object.values(leadOf(number)).join(',');
	});
	const file = join(folder, `leads-${index}.csv`);
	writeFileSync(file, [Object.keys(leadOf(0)).join(','), ...lines].join('\n'));
	return file;
}

/** A workflow: manual trigger, leads from a file, Add Many. */
function fileWorkflow(
	{ userFolder, credential }: QueueWorld,
	campaign: string,
	index: number,
): Workflow {
	const nodes = [
		{ name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} },
		{
			name: 'Read file',
			type: 'n8n-nodes-base.readWriteFile',
			typeVersion: 1.1,
			parameters: {
				operation: 'read',
				fileSelector: writeLeads(userFolder, index),
				options: {},
			},
		},
		{
			name: 'Leads',
			type: 'n8n-nodes-base.extractFromFile',
			typeVersion: 1.1,
			parameters: { operation: 'csv', options: {} },
		},
		{
			name: dialer,
			type: nodeType,
			typeVersion: 1,
			parameters: {
				...leadParameters('addMany', campaign, { batchSize: 500, maxConcurrency }),
				customVariables: {
					variable: [
						{ name: 'lead_id', value: '={{ $json.lead_id }}' },
						{ name: 'product', value: '={{ $json.product }}' },
					],
				},
				additionalFields: {
					callerId: '={{ $json.callerId }}',
					callerName: '={{ $json.callerName }}',
					customerName: '={{ $json.customerName }}',
					priority: '={{ $json.priority }}',
					originateTime: '={{ $json.callAfter }}',
				},
			},
			credentials: { [credentialType]: { ...credential } },
		},
	];
	const connections = nodes
		.slice(1)
		.map(({ name }, before) => [
			nodes[before].name,
			{ main: [[{ node: name, type: 'main', index: 0 }]] },
		]);
	return {
		name: `Many at once ${index}`,
		nodes: nodes.map((node, place) => ({ id: String(place), position: [200 * place, 0], ...node })),
		connections: Object.fromEntries(connections) as Record<string, unknown>,
		settings: { executionOrder: 'v1', timezone: 'Asia/Jerusalem' },
	};
}
