import type { Workflow, WorkflowNode } from '../../../e2e/n8n/workflows';
import { formatNumber } from '../../format';
import { makeLeads, writeCsv } from '../../leads';
import { startTestbedN8n, type Testbed } from '../../testbed';
import { MetricsWatch } from '../../../e2e/n8n/MetricsWatch';
import { callNode, csvNodes, dialerNode, linearWorkflow, start, subWorkflow } from '../../workflow';
import type { BenchScale, Measurement } from '../measurement';
import { timeNodes, type TimedExecution } from '../timeNodes';

/** Small enough for the garbage collector to run, so that the minimum is the memory in use. */
const heapMb = 1024;
const leadsPerRound = 10_000;
const sampleMs = 500;

function loopWorkflow(files: readonly string[], subWorkflowId: string): Workflow {
	const list: WorkflowNode = {
		name: 'List',
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		parameters: {
			mode: 'raw',
			jsonOutput: JSON.stringify({ files: files.map((file) => ({ file })) }),
			options: {},
		},
	};
	const split: WorkflowNode = {
		name: 'Files',
		type: 'n8n-nodes-base.splitOut',
		typeVersion: 1,
		parameters: { fieldToSplitOut: 'files', options: {} },
	};
	const loop: WorkflowNode = {
		name: 'Loop',
		type: 'n8n-nodes-base.splitInBatches',
		typeVersion: 3,
		parameters: { batchSize: 1, options: {} },
	};
	const batch = callNode('Batch', subWorkflowId);
	const flow = linearWorkflow('Loop of batches', [start, list, split, loop, batch]);
	const to = (node: string) => ({ node, type: 'main', index: 0 });
	return {
		...flow,
		connections: {
			...flow.connections,
			Loop: { main: [[], [to('Batch')]] },
			Batch: { main: [[to('Loop')]] },
		},
	};
}

/** A million leads in a loop: the heap at its end beside the heap at its start. */
export async function loopOfBatches(
	testbed: Testbed,
	{ loopLeads: leads }: BenchScale,
): Promise<Measurement> {
	const n8n = await startTestbedN8n(testbed, heapMb);
	await testbed.simulator.reset();
	const files = Array.from({ length: Math.ceil(leads / leadsPerRound) }, (_, index) =>
		writeCsv(testbed.inputs, `batch-${index}.csv`, makeLeads(leadsPerRound, index * leadsPerRound)),
	);
	const { id } = await n8n.editor.saveWorkflow(
		subWorkflow('A batch of leads', [
			...csvNodes('={{ $json.file }}'),
			dialerNode(n8n.credential, 'addMany', testbed.simulator.campaign),
		]),
	);
	const watch = new MetricsWatch(n8n.n8n.url, sampleMs);
	let result: TimedExecution;
	try {
		result = await timeNodes(n8n, loopWorkflow(files, id), ['Batch']);
	} finally {
		await watch.stop();
	}
	await n8n.n8n.stop();
	const known = watch.samples.map(({ heapMb: usedMb }) => usedMb).filter(Number.isFinite);
	const part = Math.max(1, Math.floor(known.length / 5));
	const heap = (values: readonly number[]) => `${formatNumber(Math.round(Math.min(...values)))} MB`;
	const { leadsAccepted, doubled } = await testbed.simulator.stats();
	const columns = {
		Seconds: [result.seconds],
		'Leads accepted': [leadsAccepted],
		Doubled: [doubled],
		'Min heap, first fifth': heap(known.slice(0, part)),
		'Min heap, last fifth': heap(known.slice(-part)),
		'Max heap': `${formatNumber(Math.round(Math.max(...known)))} MB`,
	};
	console.log(`    ${result.seconds.toFixed(1)} s  ${JSON.stringify(columns)}`);
	return {
		title: `${leads.toLocaleString('en')} leads in a loop of batches`,
		text: `Loop Over Items with ${leadsPerRound.toLocaleString('en')} leads per iteration. Each iteration calls a sub-workflow that reads one file and adds its leads. n8n’s heap is limited to ${heapMb} MB. The minimum of the heap samples is the memory in use after garbage collection.`,
		series: [{ name: 'Add Many in a loop', isOurs: true, seconds: [], columns }],
		isChartless: true,
	};
}
