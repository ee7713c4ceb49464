import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Workflow, WorkflowNode } from '../../../e2e/n8n/workflows';
import { formatNumber } from '../../format';
import { makeLeads, writeCsv } from '../../leads';
import { startTestbedN8n, type Testbed, type TestbedN8n } from '../../testbed';
import { bytesPerMb, MetricsWatch } from '../../../e2e/n8n/MetricsWatch';
import {
	callNode,
	csvNodes,
	dialerNode,
	linearWorkflow,
	noOp,
	start,
	subWorkflow,
} from '../../workflow';
import type { BenchScale, Goal, Measurement, Series } from '../measurement';
import { statusAfter, timeNodes } from '../timeNodes';
import { batchRequestNodes } from './many';

/** Limits of n8n's heap, in MB. */
const heaps = [320, 384, 448, 512, 768, 1024, 1536, 2048, 3072, 4096, 6144, 8192];

const largestHeapMb = heaps[heaps.length - 1];

/** Between the small run and the measured one. */
const settleMs = 3000;
const samplesBefore = 10;
const warmLeads = 10;

const mostOverLeads = 2;
const sampleMs = 250;

const megabytes = (value: number) => `${formatNumber(Math.round(value))} MB`;

/** The smallest limit of n8n's heap with which a workflow succeeds. */
interface Need {
	/** Index into `heaps`. Past its end if no limit is large enough. */
	readonly heap: number;
	/** The most memory that the process of n8n had. */
	readonly rssMb: number;
}

const needText = ({ heap, rssMb }: Need): string =>
	heap < heaps.length
		? `${megabytes(heaps[heap])} (${megabytes(rssMb)})`
		: `more than ${megabytes(largestHeapMb)}`;

const pathNode = (file: string): WorkflowNode => ({
	name: 'Path',
	type: 'n8n-nodes-base.set',
	typeVersion: 3.4,
	parameters: { mode: 'raw', jsonOutput: JSON.stringify({ file }), options: {} },
});

interface Attempt {
	readonly name: string;
	/** What comes after the node that reads the leads. */
	readonly nodes: (n8n: TestbedN8n) => readonly WorkflowNode[];
	/** How many of the leads the service should have accepted. */
	readonly accepted: number;
}

/** @returns the most memory of n8n's process, or `undefined` if it runs out of memory */
async function attempt(
	testbed: Testbed,
	workflow: (n8n: TestbedN8n) => Workflow,
	accepted: number,
	heapMb: number,
): Promise<number | undefined> {
	await testbed.simulator.reset();
	const n8n = await startTestbedN8n(testbed, heapMb).catch(() => undefined);
	if (n8n === undefined) return undefined;
	const watch = new MetricsWatch(n8n.n8n.url, sampleMs);
	const status = await statusAfter(n8n, workflow(n8n)).catch(() => 'crashed');
	await watch.stop();
	await n8n.n8n.stop();
	const { leadsAccepted } = await testbed.simulator.stats();
	if (status !== 'success' || leadsAccepted !== accepted) return undefined;
	return Math.max(...watch.samples.map(({ rssMb }) => rssMb).filter(Number.isFinite));
}

/** Each attempt has its own n8n, because a full heap crashes it. */
async function findNeed(
	testbed: Testbed,
	{ name, nodes, accepted }: Attempt,
	input: readonly WorkflowNode[],
	atLeast: number,
): Promise<Need> {
	const workflow = (n8n: TestbedN8n) => linearWorkflow(name, [start, ...input, ...nodes(n8n)]);
	for (let heap = atLeast; heap < heaps.length; heap++) {
		const rssMb = await attempt(testbed, workflow, accepted, heaps[heap]);
		const outcome = rssMb === undefined ? 'fails' : `succeeds, process ${megabytes(rssMb)}`;
		console.log(`    ${name}, ${megabytes(heaps[heap])}: ${outcome}`);
		if (rssMb !== undefined) return { heap, rssMb };
	}
	return { heap: heaps.length, rssMb: NaN };
}

/** Longer than the time between two samples. */
const hold: WorkflowNode = {
	name: 'Hold',
	type: 'n8n-nodes-base.wait',
	typeVersion: 1.1,
	parameters: { amount: 4, unit: 'seconds' },
};

/** Over what is in use before, in MB. */
interface InUse {
	readonly peak: number;
	readonly atEnd: number;
}

/**
 * What a workflow holds in n8n's heap. Each has its own n8n, because n8n holds the data of an execution
 * for a while. A small run comes first, because n8n loads parts of itself only then.
 */
async function measureInUse(
	testbed: Testbed,
	name: string,
	file: string,
	nodes: Attempt['nodes'],
): Promise<InUse> {
	const probeFile = join(testbed.userFolder, `memory-${name}.txt`);
	await testbed.simulator.reset();
	const n8n = await startTestbedN8n(testbed, undefined, {
		NODE_OPTIONS: `--max-old-space-size=${largestHeapMb} --require=${join(__dirname, 'memoryProbe.cjs')}`,
		MEMORY_PROBE_FILE: probeFile,
	});
	// The workflow that is run holds nothing, so that saving it takes no memory.
	const { id } = await n8n.editor.saveWorkflow(
		subWorkflow(name, [...csvNodes('={{ $json.file }}'), ...nodes(n8n)]),
	);
	const call = callNode('Leads', id);
	const run = async (input: string) =>
		await timeNodes(n8n, linearWorkflow('Memory', [start, pathNode(input), call]), [call.name]);
	await run(writeCsv(testbed.inputs, 'memory-warm.csv', makeLeads(warmLeads)));
	await sleep(settleMs);
	const { from, until } = await run(file);
	await n8n.n8n.stop();
	const samples = readFileSync(probeFile, 'utf8')
		.trim()
		.split('\n')
		.map((line) => line.split(' ').map(Number))
		.map(([at, bytes]) => ({ at, mb: bytes / bytesPerMb }));
	const mbOf = (some: typeof samples) => some.map(({ mb }) => mb);
	const before = samples.filter(({ at }) => at < from).slice(-samplesBefore);
	const during = mbOf(samples.filter(({ at }) => at >= from && at < until));
	const base = Math.min(...mbOf(before));
	const inUse = { peak: Math.max(...during) - base, atEnd: during[during.length - 1] - base };
	console.log(
		`    ${name}: at the peak ${megabytes(inUse.peak)}, at the end ${megabytes(inUse.atEnd)}`,
	);
	return inUse;
}

/** The memory that leads take, and what an n8n needs to process them, as on a small cloud plan. */
export async function memory(testbed: Testbed, { memoryLeads }: BenchScale): Promise<Measurement> {
	const { simulator, inputs } = testbed;
	const series: Series[] = [];
	const goals: Goal[] = [];
	let least = 0;
	for (const leads of memoryLeads) {
		const name = `${leads.toLocaleString('en')} leads`;
		const file = writeCsv(inputs, `memory-${leads}.csv`, makeLeads(leads));
		const addMany = ({ credential }: TestbedN8n) => [
			dialerNode(credential, 'addMany', simulator.campaign),
		];
		const { atEnd: leadsMb } = await measureInUse(testbed, name, file, () => [hold]);
		const { peak: peakMb } = await measureInUse(testbed, `${name}, Add Many`, file, addMany);
		goals.push({
			what: `${name}, in use with Add Many, beside the leads alone`,
			most: mostOverLeads,
			measured: peakMb / leadsMb,
			unit: '×',
		});

		const need = async (tried: Attempt) => await findNeed(testbed, tried, csvNodes(file), least);
		const alone = await need({ name: `${name} alone`, nodes: () => [noOp], accepted: 0 });
		least = alone.heap;
		const withAddMany = await need({ name: `${name}, Add Many`, nodes: addMany, accepted: leads });
		const byHand = {
			name: `${name}, Code + HTTP Request`,
			nodes: () => batchRequestNodes(simulator),
			accepted: leads,
		};
		const isFirst = series.length === 0;
		series.push({
			name,
			seconds: [],
			columns: {
				'Leads in use': megabytes(leadsMb),
				'Leads and Add Many in use': megabytes(peakMb),
				Ratio: `${formatNumber(peakMb / leadsMb)}×`,
				'Heap for n8n alone': needText(alone),
				'Heap with Add Many': needText(withAddMany),
				...(isFirst && { 'Heap with Code + HTTP Request': needText(await need(byHand)) }),
			},
		});
	}
	return {
		title: 'Memory',
		text: 'In use is what n8n’s heap holds after a garbage collection, over what it holds before: the leads alone, and the leads and Add Many at its peak. Heap is the smallest `--max-old-space-size` with which the execution succeeds and n8n saves it, found in steps, each in a new n8n; in parentheses, the most memory that the process of n8n then takes. n8n alone reads the file, and a node does nothing.',
		series,
		goals,
		isChartless: true,
	};
}
