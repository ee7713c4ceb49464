import type { WorkflowNode } from '../../../e2e/n8n/workflows';
import { pathOf } from '../../../nodes/VoicenterDialer/api/methods';
import type { SimulatorStats } from '../../../simulator';
import type { SimulatorProcess } from '../../SimulatorProcess';
import { makeLeads, writeCsv } from '../../leads';
import type { Testbed, TestbedN8n } from '../../testbed';
import {
	csvNodes,
	dialer,
	dialerNode,
	httpRequest,
	httpRequestNode,
	jsonBody,
	linearWorkflow,
	start,
} from '../../workflow';
import {
	addValue,
	n8nContender,
	runRounds,
	type BenchScale,
	type Contender,
	type Measurement,
} from '../measurement';
import type { TimedExecution } from '../timeNodes';
import { BareFetch } from './bareFetch';

const bareName = 'fetch alone, outside n8n';

const note = ({ delays }: TimedExecution, { leadsAccepted }: SimulatorStats) => ({
	'Leads accepted': leadsAccepted,
	'Editor waits at most, ms': delays.maxMs,
	'p99, ms': delays.p99Ms,
});

function bareContender(bench: Testbed, bare: BareFetch, file: string): Contender {
	const series = { name: bareName, seconds: [] as number[], columns: {} };
	return {
		series,
		run: async () => {
			await bench.simulator.reset();
			series.seconds.push(await bare.send(file));
			addValue(series.columns, 'Leads accepted', (await bench.simulator.stats()).leadsAccepted);
		},
	};
}

/** Leads by the hundred thousand: Add Many, a flow made by hand, and the least that it can cost. */
export async function manyLeads(
	bench: Testbed,
	n8n: TestbedN8n,
	{ leads, rounds }: BenchScale,
	log: (text: string) => void,
): Promise<Measurement> {
	const { simulator, inputs } = bench;
	const file = writeCsv(inputs, 'many.csv', makeLeads(leads));
	const input = [start, ...csvNodes(file)];
	const bare = new BareFetch(bench);
	const contenders = [
		bareContender(bench, bare, file),
		n8nContender(bench, n8n, {
			name: 'Add Many',
			isOurs: true,
			workflow: () =>
				linearWorkflow('Add Many', [
					...input,
					dialerNode(n8n.credential, 'addMany', simulator.campaign),
				]),
			nodes: [dialer],
			note,
		}),
		n8nContender(bench, n8n, {
			name: 'Code + HTTP Request',
			workflow: () =>
				linearWorkflow('Code and HTTP Request', [
					...input,
					codeBatches(simulator),
					httpRequestNode(
						simulator.url + pathOf('AddCallsBulk'),
						jsonBody('={{ JSON.stringify($json.calls) }}'),
					),
				]),
			nodes: [batches, httpRequest],
			note,
		}),
	];
	await runRounds(contenders, rounds, log);
	bare.stop();
	return {
		title: `${leads.toLocaleString('en')} leads in requests of 3,000`,
		text: 'Six mapped fields and two custom variables for each lead. Add Many gives out one item with its verdict for each lead; the flow made by hand gives out the answers as they come. The editor’s waiting time is that of the health check of n8n’s server, asked every 25 ms while these nodes work.',
		baseline: bareName,
		series: contenders.map(({ series }) => series),
	};
}

export const batches = 'Make batches';

/** What people write by hand today to send many leads in few requests. */
export const codeBatches = ({ accountCode, campaign }: SimulatorProcess): WorkflowNode => ({
	name: batches,
	type: 'n8n-nodes-base.code',
	typeVersion: 2,
	parameters: {
		mode: 'runOnceForAllItems',
		jsCode: `
const leads = $input.all();
const requests = [];
for (let first = 0; first < leads.length; first += 3000) {
	const calls = leads.slice(first, first + 3000).map(({ json }) => ({
		Code: '${accountCode}',
		Campaign: '${campaign}',
		Target: json.phone,
		CallerID: json.callerId,
		CallerName: json.callerName,
		OriginateTime: Date.parse(json.callAfter) / 1000,
		CustomerName: json.customerName,
		Priority: Number(json.priority),
		CustomData: { var_lead_id: json.lead_id, var_product: json.product },
	}));
	requests.push({ json: { calls } });
}
return requests;
`,
	},
});
