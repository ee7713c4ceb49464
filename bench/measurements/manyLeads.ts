import { pathOf } from '../../nodes/VoicenterDialer/api/methods';
import type { SimulatorStats } from '../../simulator';
import type { TimedExecution } from '../flows/TimedExecution';
import { batches, codeBatches } from '../flows/codeBatches';
import { csvNodes } from '../flows/csvNodes';
import { dialer, dialerNode } from '../flows/dialerNode';
import { flowOf, start } from '../flows/flowOf';
import { httpRequest, httpRequestNode, jsonBody } from '../flows/httpRequest';
import { BareFetch } from '../leads/BareFetch';
import { makeLeads } from '../leads/makeLeads';
import { writeCsv } from '../leads/writeCsv';
import type { Bench, BenchN8n } from '../machine/Bench';
import type { Measurement } from '../report/Measurement';
import { addTo } from '../report/addTo';
import { runRounds, type Contender } from '../report/runRounds';
import type { Scale } from './Scale';
import { n8nContender } from './n8nContender';

const bareName = 'fetch alone, outside n8n';

const note = ({ delays }: TimedExecution, { leadsAccepted }: SimulatorStats) => ({
	'Leads accepted': leadsAccepted,
	'Editor waits at most, ms': delays.maxMs,
	'p99, ms': delays.p99Ms,
});

function bareContender(bench: Bench, bare: BareFetch, file: string): Contender {
	const series = { name: bareName, seconds: [] as number[], columns: {} };
	return {
		series,
		run: async () => {
			await bench.simulator.reset();
			series.seconds.push(await bare.send(file));
			addTo(series.columns, 'Leads accepted', (await bench.simulator.stats()).leadsAccepted);
		},
	};
}

/** Leads by the hundred thousand: Add Many, a flow made by hand, and the least that it can cost. */
export async function manyLeads(
	bench: Bench,
	n8n: BenchN8n,
	{ leads, rounds }: Scale,
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
				flowOf('Add Many', [...input, dialerNode(n8n.credential, 'addMany', simulator.campaign)]),
			nodes: [dialer],
			note,
		}),
		n8nContender(bench, n8n, {
			name: 'Code + HTTP Request',
			workflow: () =>
				flowOf('Code and HTTP Request', [
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
