import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../../e2e/machine/folders';
import { runCommand } from '../../e2e/machine/processes';
import { describeMachine, readOptions, runToTheEnd } from '../../e2e/machine/terminal';
import { pinnedVersion } from '../../e2e/n8n/versions';
import { writeSection } from '../../scripts/docSections';
import { openTestbed, startTestbedN8n } from '../testbed';
import { isReached } from './goals';
import type { BenchScale, Measure, Measurement } from './measurement';
import { coldStart } from './measurements/cold';
import { webhookEvents } from './measurements/events';
import { idempotencyKeys } from './measurements/keys';
import { faults } from './measurements/faults';
import { loopOfBatches } from './measurements/loop';
import { manyLeads } from './measurements/many';
import { memory } from './measurements/memory';
import { pendingCalls } from './measurements/pending';
import { singleLeads } from './measurements/single';
import { measurementChart, measurementTable } from './report';

const heading = `
# Benchmarks

How the node performs in a real n8n compared with the alternatives, measured in the same run in turn (A B C, A B C, …). The tables show the median with the minimum and maximum. Times are the node execution times that n8n records. Ratios apply to other machines better than seconds do.
`;

const whole: Omit<BenchScale, 'rounds' | 'loopLeads' | 'memoryLeads'> = {
	leads: 100_000,
	singleLeads: 2000,
	pendingCalls: 200_000,
	events: 300,
};

/** The amounts of a full run divided by `--shrink`; larger with `--full`. */
function benchScale(rounds: number, shrink: number, isFull: boolean): BenchScale {
	const shrunk = (count: number) => Math.max(1, Math.round(count / shrink));
	return {
		rounds,
		leads: shrunk(whole.leads),
		singleLeads: shrunk(isFull ? 20_000 : whole.singleLeads),
		pendingCalls: shrunk(whole.pendingCalls),
		events: shrunk(whole.events),
		memoryLeads: [100_000, 300_000, ...(isFull ? [1_000_000] : [])].map(shrunk),
		loopLeads: isFull ? shrunk(1_000_000) : 0,
	};
}

const help = `Usage: npm run bench -- [options]

Compares the speed of this package in a real n8n with a plain script and with n8n's own nodes, against
the local simulator. Takes about 20 minutes, and a few more to install n8n the first time. Use an
otherwise idle machine.

  --only NAMES   run only these comma-separated measurements:
                 many     100,000 leads in requests of 3,000
                 cold     the same in an n8n that has just started
                 single   2,000 leads, one request each
                 pending  200,000 waiting calls with Get Many
                 keys     100,000 leads with idempotency keys
                 events   300 call events
                 faults   100,000 leads while the service fails in every request
                 memory   what 100,000 and 300,000 leads take (with --full also 1,000,000)
                 loop     1,000,000 leads in a loop (only with --full)
  --rounds N     rounds after the first, cold round (default: 3)
  --shrink N     divide all amounts by N
  --full         use 20,000 single leads, add the loop and the memory of 1,000,000 leads
  --n8n VERSION  use this n8n version (default: ${pinnedVersion})
  --check        exit with code 1 if a goal is missed
  --write        write the results to docs/benchmarks.md
  --help         show this text`;

const measures: Readonly<Record<string, Measure>> = {
	many: manyLeads,
	single: singleLeads,
	pending: pendingCalls,
	keys: idempotencyKeys,
	events: webhookEvents,
	faults,
};

/** Each measurement has its own section on the page, so that it can be repeated alone. */
function write(name: string, measurement: Measurement, about: string): void {
	const docs = join(repositoryRoot, 'docs');
	const image = join('images', `bench-${name}.svg`);
	if (!measurement.isChartless) writeFileSync(join(docs, image), measurementChart(measurement));
	const content = `${measurementTable(measurement, measurement.isChartless ? undefined : image)}\n\n${about}`;
	writeSection({ file: join(docs, 'benchmarks.md'), name: `bench-${name}`, content, heading });
}

async function main(): Promise<number> {
	const values = readOptions(help, {
		n8n: { type: 'string', default: pinnedVersion },
		rounds: { type: 'string', default: '3' },
		full: { type: 'boolean', default: false },
		shrink: { type: 'string', default: '1' },
		only: { type: 'string', default: '' },
		check: { type: 'boolean', default: false },
		write: { type: 'boolean', default: false },
	});
	const chosen = process.argv.slice(2).filter((arg) => arg !== '--write' && arg !== '--check');
	const args = chosen.length > 0 ? ['--', ...chosen] : [];
	const scale = benchScale(Number(values.rounds), Number(values.shrink), values.full);
	const isChosen = (name: string) => values.only === '' || values.only.split(',').includes(name);
	const testbed = await openTestbed(values.n8n);
	const measurements = new Map<string, Measurement>();
	const show = (name: string, measurement: Measurement) => {
		measurements.set(values.full ? `${name}-full` : name, measurement);
		console.log(`\n${measurementTable(measurement)}\n`);
	};

	const n8n = await startTestbedN8n(testbed);
	for (const [name, measure] of Object.entries(measures)) {
		if (!isChosen(name)) continue;
		console.log(`  ${name}`);
		show(name, await measure(testbed, n8n, scale));
	}
	await n8n.n8n.stop();
	if (isChosen('cold')) {
		console.log('  cold');
		show('cold', await coldStart(testbed, scale));
	}
	if (isChosen('memory')) {
		console.log('  memory');
		show('memory', await memory(testbed, scale));
	}
	if (isChosen('loop') && scale.loopLeads > 0) {
		console.log('  loop');
		show('loop', await loopOfBatches(testbed, scale));
	}
	const { output } = await runCommand({
		file: testbed.installation.node.binary,
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
	const goals = [...measurements.values()].flatMap((measurement) => measurement.goals ?? []);
	return values.check && !goals.every(isReached) ? 1 : 0;
}

void runToTheEnd(main);
