import { Bundle } from './bundle';
import { VirtualClock, wallClockMs } from './clock';
import { Engine } from './engine';
import { explore, type Exploration, type Finding } from './explore';
import { mutants } from './mutants';
import { scenarios, type Scenario } from './scenarios';
import { walk } from './walk';

/** A job for a worker process. */
export type Job =
	| {
			readonly kind: 'explore';
			readonly scenario: string;
			readonly part: number;
			readonly parts: number;
	  }
	| {
			readonly kind: 'walk';
			readonly scenario: string;
			readonly seed: number;
			readonly count: number;
	  }
	| { readonly kind: 'mutant'; readonly mutant: string };

export interface JobResult {
	readonly job: Job;
	readonly scenario: string;
	readonly histories: number;
	readonly violations: number;
	readonly findings: readonly Finding[];
	readonly cpuMs: number;
	readonly error?: string;
}

const clock = new VirtualClock();
const mutantTimeMs = 120_000;

const scenarioNamed = (name: string): Scenario => {
	const found = scenarios.find((scenario) => scenario.name === name);
	if (found === undefined) throw new Error(`There is no scenario “${name}”`);
	return found;
};

async function perform(job: Job, engine: Engine): Promise<Exploration> {
	if (job.kind === 'explore') {
		const { part: index, parts: count } = job;
		return await explore({
			engine,
			clock,
			scenario: scenarioNamed(job.scenario),
			part: { index, count },
		});
	}
	if (job.kind === 'walk') {
		const { seed, count } = job;
		return await walk({ engine, clock, scenario: scenarioNamed(job.scenario), seed, count });
	}
	return await hunt(job.mutant);
}

/** Explores mutated code until a promise is broken. */
async function hunt(name: string): Promise<Exploration> {
	const mutant = mutants.find((one) => one.name === name);
	if (mutant === undefined) throw new Error(`There is no mutant “${name}”`);
	const engine = new Engine(await Bundle.build(clock, mutant));
	const { scenarios: first = [] } = mutant;
	const rest = scenarios.filter((scenario) => !first.includes(scenario.name));
	const startedAt = wallClockMs();
	let histories = 0;
	for (const scenario of [...first.map(scenarioNamed), ...rest]) {
		const found = await explore({ engine, clock, scenario, stopsEarly: true });
		histories += found.histories;
		if (found.violations > 0) return { ...found, histories };
		if (wallClockMs() - startedAt > mutantTimeMs) break;
	}
	return { scenario: '', histories, violations: 0, findings: new Map() };
}

async function main(): Promise<void> {
	const bundle = await Bundle.build(clock);
	let engine = new Engine(bundle);
	clock.install();
	process.on('message', (job: Job) => {
		const before = process.cpuUsage();
		const answer = (result: Partial<JobResult>) => {
			const { user, system } = process.cpuUsage(before);
			const cpuMs = (user + system) / 1000;
			process.send?.({
				job,
				scenario: '',
				histories: 0,
				violations: 0,
				findings: [],
				cpuMs,
				...result,
			});
			if (job.kind === 'mutant') engine = new Engine(bundle);
		};
		void perform(job, engine).then(
			({ findings, ...found }) => answer({ ...found, findings: [...findings.values()] }),
			(error: Error) => answer({ error: error.message }),
		);
	});
	process.send?.('ready');
}

if (process.send !== undefined) void main();
