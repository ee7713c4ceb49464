import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { repositoryRoot } from '../../e2e/machine/folders';
import { runCommand } from '../../e2e/machine/processes';
import { describeMachine, runToTheEnd } from '../../e2e/machine/terminal';
import { pinnedVersion } from '../../e2e/n8n/versions';
import { writeSection } from '../../scripts/docSections';
import { openTestbed, startTestbedN8n, type Testbed, type TestbedN8n } from '../testbed';
import type { BenchScale, Measurement } from './measurement';
import { webhookEvents } from './measurements/events';
import { idempotencyKeys } from './measurements/keys';
import { loopOfBatches } from './measurements/loop';
import { manyLeads } from './measurements/many';
import { memory } from './measurements/memory';
import { pendingCalls } from './measurements/pending';
import { singleLeads } from './measurements/single';
import { measurementChart, measurementTable } from './report';

const heading = `
# Benchmarks

What the node takes in a real n8n, beside what people use otherwise, measured in the same run: A B C, A B C, …, medians with the smallest and the largest value. Times are those that n8n notes for the nodes. Ratios carry over to other machines better than seconds do.
`;

const whole: Omit<BenchScale, 'rounds' | 'loopLeads'> = {
	leads: 100_000,
	singleLeads: 2000,
	pendingCalls: 200_000,
	events: 300,
	heaps: [256, 320, 384, 512, 1024],
};

/** The numbers of a whole run, divided by `--shrink`; more of them with `--full`. */
function benchScale(rounds: number, shrink: number, isFull: boolean): BenchScale {
	const shrunk = (count: number) => Math.max(1, Math.round(count / shrink));
	return {
		rounds,
		leads: shrunk(whole.leads),
		singleLeads: shrunk(isFull ? 20_000 : whole.singleLeads),
		pendingCalls: shrunk(whole.pendingCalls),
		events: shrunk(whole.events),
		heaps: whole.heaps,
		loopLeads: isFull ? shrunk(1_000_000) : 0,
	};
}

const log = (text: string) => console.log(text);

type Measure = (bench: Testbed, n8n: TestbedN8n, scale: BenchScale) => Promise<Measurement>;

const measures: Readonly<Record<string, Measure>> = {
	many: async (bench, n8n, scale) => await manyLeads(bench, n8n, scale, log),
	single: async (bench, n8n, scale) => await singleLeads(bench, n8n, scale, log),
	pending: async (bench, n8n, scale) => await pendingCalls(bench, n8n, scale, log),
	keys: async (bench, n8n, scale) => await idempotencyKeys(bench, n8n, scale, log),
	events: async (bench, n8n, scale) => await webhookEvents(bench, n8n, scale, log),
};

/** Each measurement has a part of its own in the page, so that one can be taken again alone. */
function write(name: string, measurement: Measurement, about: string): void {
	const docs = join(repositoryRoot, 'docs');
	const image = join('images', `bench-${name}.svg`);
	if (!measurement.isChartless) writeFileSync(join(docs, image), measurementChart(measurement));
	const content = `${measurementTable(measurement, measurement.isChartless ? undefined : image)}\n\n${about}`;
	writeSection({ file: join(docs, 'benchmarks.md'), name: `bench-${name}`, content, heading });
}

async function main(): Promise<number> {
	const { values } = parseArgs({
		options: {
			n8n: { type: 'string', default: pinnedVersion },
			rounds: { type: 'string', default: '3' },
			full: { type: 'boolean', default: false },
			shrink: { type: 'string', default: '1' },
			only: { type: 'string', default: '' },
			write: { type: 'boolean', default: false },
		},
	});
	const chosen = process.argv.slice(2).filter((arg) => arg !== '--write');
	const args = chosen.length > 0 ? ['--', ...chosen] : [];
	const scale = benchScale(Number(values.rounds), Number(values.shrink), values.full);
	const isChosen = (name: string) => values.only === '' || values.only.split(',').includes(name);
	const bench = await openTestbed(values.n8n);
	const measurements = new Map<string, Measurement>();
	const show = (name: string, measurement: Measurement) => {
		measurements.set(values.full ? `${name}-full` : name, measurement);
		console.log(`\n${measurementTable(measurement)}\n`);
	};

	const n8n = await startTestbedN8n(bench);
	for (const [name, measure] of Object.entries(measures)) {
		if (!isChosen(name)) continue;
		console.log(`  ${name}`);
		show(name, await measure(bench, n8n, scale));
	}
	await n8n.n8n.stop();
	if (isChosen('memory')) {
		console.log('  memory');
		show('memory', await memory(bench, scale, log));
	}
	if (isChosen('loop') && scale.loopLeads > 0) {
		console.log('  loop');
		show('loop', await loopOfBatches(bench, scale, log));
	}
	const { output } = await runCommand({
		file: bench.installation.node.binary,
		args: ['--version'],
		folder: repositoryRoot,
		environment: process.env,
	});
	const about = [
		`\`${['npm run bench', ...args].join(' ')}\``,
		`${scale.rounds} rounds`,
		describeMachine(values.n8n),
		`Node ${output.trim()}`,
	].join(' · ');
	console.log(about);
	if (values.write) for (const [name, measurement] of measurements) write(name, measurement, about);
	return 0;
}

void runToTheEnd(main);
