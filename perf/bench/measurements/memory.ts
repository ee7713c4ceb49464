import type { Workflow } from '../../../e2e/n8n/workflows';
import { makeLeads, writeCsv } from '../../leads';
import { startTestbedN8n, type Testbed, type TestbedN8n } from '../../testbed';
import { csvNodes, dialer, dialerNode, linearWorkflow, start } from '../../workflow';
import type { BenchScale, Measurement, Series } from '../measurement';
import { timeNodes } from '../timeNodes';
import { batchRequestNames, batchRequestNodes } from './many';

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
			name: 'Reading only the file',
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
			nodes: batchRequestNames,
			workflow: () =>
				linearWorkflow('Code and HTTP Request', [...input, ...batchRequestNodes(simulator)]),
		},
	];
}

/** Each attempt has its own n8n, because a full heap crashes it. */
async function attempt(
	testbed: Testbed,
	memoryCase: MemoryCase,
	heapMb: number,
	leads: number,
): Promise<string> {
	await testbed.simulator.reset();
	const n8n = await startTestbedN8n(testbed, heapMb).catch(() => undefined);
	if (n8n === undefined) return 'n8n does not start';
	let outcome: string;
	try {
		const run = await timeNodes(n8n, memoryCase.workflow(n8n), memoryCase.nodes);
		outcome = run.isSuccess ? `succeeds, ${run.seconds.toFixed(1)} s` : 'fails';
	} catch {
		outcome = 'n8n runs out of memory';
	}
	await n8n.n8n.stop();
	const { leadsAccepted } = await testbed.simulator.stats();
	if (!memoryCase.isOurs || leadsAccepted === leads) return outcome;
	return `${outcome}; ${leadsAccepted.toLocaleString('en')} leads accepted`;
}

/** What an n8n with a limited heap can process, as on a small cloud plan. */
export async function memory(testbed: Testbed, { leads, heaps }: BenchScale): Promise<Measurement> {
	const series: Series[] = [];
	for (const memoryCase of memoryCases(testbed, leads)) {
		const columns: Record<string, string> = {};
		for (const heapMb of heaps) {
			columns[`${heapMb} MB`] = await attempt(testbed, memoryCase, heapMb, leads);
			console.log(`    ${memoryCase.name}, ${heapMb} MB: ${columns[`${heapMb} MB`]}`);
		}
		series.push({ name: memoryCase.name, isOurs: memoryCase.isOurs, seconds: [], columns });
	}
	return {
		title: `${leads.toLocaleString('en')} leads in a small n8n`,
		text: 'n8n’s heap is limited with `--max-old-space-size`, and each attempt runs in a new n8n. Reading only the file shows how much n8n needs to hold the items and to save the execution.',
		series,
		isChartless: true,
	};
}
