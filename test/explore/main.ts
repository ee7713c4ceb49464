import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { describeMachine } from '../../e2e/machine/terminal';
import { writeSection } from '../../scripts/docSections';
import { Bundle } from './bundle';
import { choicesIn } from './choices';
import { VirtualClock, wallClockMs } from './clock';
import { inParallel } from './crew';
import { Engine } from './engine';
import { runHistory } from './history';
import { mutants } from './mutants';
import { findViolations } from './promises';
import { describeFindings, tableOf, Tally } from './report';
import { scenarios } from './scenarios';
import { walkBounds } from './walk';
import type { Job, JobResult } from './worker';

const help = `npm run explore -- [options]

Runs the node in n8n's own engine, in small scenarios with every fault at every step, and checks
each history against the promises. Exit code 1: a promise was broken.

  (none)                all histories within the bounds of each scenario
  --minutes N           random walks within larger bounds, for N minutes
  --seed S              the seed of the random walks (default: 1)
  --only NAME           only scenarios (or mutants) with this text in their names
  --replay NAME:CHOICES print one history step by step
  --mutants             check that the explorer detects each broken version of the code
  --list                list the scenarios
  --write               write the table to docs/faults.md
  --help                show this text`;

/** Splits a scenario to keep all processors busy. */
const partsOfScenario = 4;
const walksAtOnce = 200;

function readArguments() {
	const { values } = parseArgs({
		options: {
			minutes: { type: 'string' },
			seed: { type: 'string', default: '1' },
			only: { type: 'string', default: '' },
			replay: { type: 'string' },
			mutants: { type: 'boolean', default: false },
			list: { type: 'boolean', default: false },
			write: { type: 'boolean', default: false },
			help: { type: 'boolean', default: false },
		},
	});
	return values;
}

type Arguments = ReturnType<typeof readArguments>;

async function main(): Promise<void> {
	const given = readArguments();
	if (given.help) console.log(help);
	else if (given.list) for (const { name, group } of scenarios) console.log(`${name}  (${group})`);
	else if (given.replay !== undefined) await replay(given.replay);
	else if (given.mutants) await huntMutants(given.only);
	else await exploreAll(given);
	process.exit();
}

/** `NAME:CHOICES`, or `NAME+:CHOICES` for a history of a random walk. */
async function replay(text: string): Promise<void> {
	const [name, path = ''] = text.split(':');
	const found = scenarios.find((scenario) => scenario.name === name.replace(/\+$/, ''));
	if (found === undefined) throw new Error(`There is no scenario “${name}”`);
	const scenario = name.endsWith('+') ? { ...found, bounds: walkBounds, isWide: true } : found;
	const clock = new VirtualClock();
	const engine = new Engine(await Bundle.build(clock));
	clock.install();
	const setup = { scenario, prefix: choicesIn(path), isVerbose: true };
	const { story, log } = await runHistory(engine, clock, setup);
	console.log(log.join('\n'));
	const violations = findViolations(story);
	for (const { promise, what } of violations) console.log(`\nBroken: ${promise}. ${what}`);
	if (violations.length === 0) console.log('\nAll promises hold.');
	process.exitCode = violations.length === 0 ? 0 : 1;
}

async function exploreAll({ only, minutes, seed, write }: Arguments): Promise<void> {
	const chosen = scenarios.filter(({ name }) => name.includes(only));
	const tally = new Tally();
	const startedAt = wallClockMs();
	const seconds = () => Math.round((wallClockMs() - startedAt) / 1000);
	const isRandom = minutes !== undefined;
	const jobs = isRandom
		? walks(
				chosen.map(({ name }) => name),
				Number(seed),
				startedAt + Number(minutes) * 60_000,
			)
		: parts(chosen.map(({ name }) => name));
	await inParallel(
		() => jobs.next().value ?? undefined,
		(result) => {
			tally.add(result);
			const done = `${tally.histories.toLocaleString('en')} histories, ${tally.violations.toLocaleString('en')} with a violation`;
			console.log(`${String(seconds()).padStart(4)} s  ${done}  (${titleOf(result)})`);
		},
	);
	console.log(`\n${tally.lines().join('\n')}`);
	console.log(
		`\n${tally.histories.toLocaleString('en')} histories in ${seconds()} s, ${tally.violations.toLocaleString('en')} with a violation`,
	);
	console.log(describeFindings(tally.findings(), isRandom));
	if (tally.violations > 0 || tally.errors.length > 0) process.exitCode = 1;
	for (const error of tally.errors) console.error(error);
	if (write && !isRandom) writeTable(tally, seconds());
}

function* parts(names: readonly string[]): Generator<Job, undefined> {
	for (const scenario of names) {
		for (let part = 0; part < partsOfScenario; part++) {
			yield { kind: 'explore', scenario, part, parts: partsOfScenario };
		}
	}
	return undefined;
}

function* walks(names: readonly string[], seed: number, end: number): Generator<Job, undefined> {
	for (let round = 0; ; round++) {
		for (const [index, scenario] of names.entries()) {
			if (wallClockMs() >= end) return undefined;
			yield {
				kind: 'walk',
				scenario,
				seed: seed * 1_000_003 + round * names.length + index,
				count: walksAtOnce,
			};
		}
	}
}

async function huntMutants(only: string): Promise<void> {
	const names = mutants.map(({ name }) => name).filter((name) => name.includes(only));
	const jobs = names.map((mutant): Job => ({ kind: 'mutant', mutant }))[Symbol.iterator]();
	let killed = 0;
	await inParallel(
		() => (jobs.next() as IteratorResult<Job, undefined>).value,
		(result) => {
			if (result.violations > 0) killed++;
			else process.exitCode = 1;
			console.log(lineOfMutant(result));
		},
	);
	console.log(`\n${killed} of ${names.length} mutants killed`);
}

function lineOfMutant({ job, error, histories, findings, violations }: JobResult): string {
	const name = job.kind === 'mutant' ? job.mutant : '';
	if (error !== undefined) return `ERROR   ${name}: ${error}`;
	if (violations === 0) return `ALIVE   ${name} (${histories.toLocaleString('en')} histories)`;
	const [{ promise, scenario, path }] = findings;
	return `killed  ${name}: ${promise}, after ${histories.toLocaleString('en')} histories (${scenario}:${path})`;
}

const titleOf = ({ job }: JobResult): string =>
	job.kind === 'explore'
		? `${job.scenario} ${job.part + 1}/${job.parts}`
		: job.kind === 'walk'
			? job.scenario
			: job.mutant;

function writeTable(tally: Tally, seconds: number): void {
	const about = `\`npm run explore\` · ${tally.histories.toLocaleString('en')} histories in ${seconds} s`;
	writeSection({
		file: resolve(__dirname, '../../docs/faults.md'),
		heading: '# Faults',
		name: 'explored',
		content: `${about} · ${describeMachine('core 2.0.0')}\n\n${tableOf(tally)}`,
	});
}

void main();
