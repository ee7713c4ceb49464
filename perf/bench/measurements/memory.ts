import type { Workflow } from '../../../e2e/n8n/workflows';
import { pathOf } from '../../../nodes/VoicenterDialer/api/methods';
import { makeLeads, writeCsv } from '../../leads';
import { startTestbedN8n, type Testbed, type TestbedN8n } from '../../testbed';
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
import type { BenchScale, Measurement, Series } from '../measurement';
import { timeNodes } from '../timeNodes';
import { batches, codeBatches } from './many';

interface MemoryCase {
	readonly name: string;
	readonly isOurs?: boolean;
	readonly nodes: readonly string[];
	readonly workflow: (n8n: TestbedN8n) => Workflow;
}

function memoryCases({ simulator, inputs }: Testbed, leads: number): MemoryCase[] {
	const input = [start, ...csvNodes(writeCsv(inputs, 'memory.csv', makeLeads(leads)))];
	return [
		{
			name: 'Reading the file alone',
			nodes: ['Leads'],
			workflow: () => linearWorkflow('Leads alone', input),
		},
		{
			name: 'Add Many',
			isOurs: true,
			nodes: [dialer],
			workflow: ({ credential }) =>
				linearWorkflow('Add Many', [
					...input,
					dialerNode(credential, 'addMany', simulator.campaign),
				]),
		},
		{
			name: 'Code + HTTP Request',
			nodes: [batches, httpRequest],
			workflow: () =>
				linearWorkflow('Code and HTTP Request', [
					...input,
					codeBatches(simulator),
					httpRequestNode(
						simulator.url + pathOf('AddCallsBulk'),
						jsonBody('={{ JSON.stringify($json.calls) }}'),
					),
				]),
		},
	];
}

/** One try in an n8n of its own, since a heap that is full takes n8n with it. */
async function attempt(
	bench: Testbed,
	way: MemoryCase,
	heapMb: number,
	leads: number,
): Promise<string> {
	await bench.simulator.reset();
	const n8n = await startTestbedN8n(bench, heapMb).catch(() => undefined);
	if (n8n === undefined) return 'n8n does not start';
	let outcome: string;
	try {
		const run = await timeNodes(n8n, way.workflow(n8n), way.nodes);
		outcome = run.isSuccess ? `goes through, ${run.seconds.toFixed(1)} s` : 'fails';
	} catch {
		outcome = 'n8n runs out of memory';
	}
	await n8n.n8n.stop();
	const { leadsAccepted } = await bench.simulator.stats();
	if (!way.isOurs || leadsAccepted === leads) return outcome;
	return `${outcome}; ${leadsAccepted.toLocaleString('en')} leads were in`;
}

/** What goes through in an n8n whose heap is limited, as that of a small cloud plan is. */
export async function memory(
	bench: Testbed,
	{ leads, heaps }: BenchScale,
	log: (text: string) => void,
): Promise<Measurement> {
	const series: Series[] = [];
	for (const way of memoryCases(bench, leads)) {
		const columns: Record<string, string> = {};
		for (const heapMb of heaps) {
			columns[`${heapMb} MB`] = await attempt(bench, way, heapMb, leads);
			log(`    ${way.name}, ${heapMb} MB: ${columns[`${heapMb} MB`]}`);
		}
		series.push({ name: way.name, isOurs: way.isOurs, seconds: [], columns });
	}
	return {
		title: `${leads.toLocaleString('en')} leads in a small n8n`,
		text: 'n8n’s heap limited with `--max-old-space-size`; each try in an n8n of its own. Reading the file alone shows how much of it n8n needs to hold the items and to store the execution.',
		series,
		isChartless: true,
	};
}
