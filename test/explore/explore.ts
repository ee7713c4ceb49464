import type { VirtualClock } from './clock';
import type { Engine } from './engine';
import { runHistory, type History } from './history';
import { findViolations, type Violation } from './promises';
import type { Scenario } from './scenarios';

export interface Finding extends Violation {
	readonly scenario: string;
	readonly path: string;
	readonly deviations: number;
	readonly length: number;
}

export interface Exploration {
	readonly scenario: string;
	histories: number;
	violations: number;
	/** The shortest finding per promise. */
	readonly findings: Map<string, Finding>;
}

export interface ExploreSetup {
	readonly engine: Engine;
	readonly clock: VirtualClock;
	readonly scenario: Scenario;
	/** Explores only this part of the histories. */
	readonly part?: { readonly index: number; readonly count: number };
	/** Stops at the first violation. */
	readonly stopsEarly?: boolean;
}

/** Explores all histories of a scenario within its bounds, depth first, each from the start. */
export async function explore(setup: ExploreSetup): Promise<Exploration> {
	const { engine, clock, scenario, part = { index: 0, count: 1 }, stopsEarly = false } = setup;
	const exploration = startExploration(scenario.name);
	const run = async (prefix: readonly number[]) => {
		const history = await runHistory(engine, clock, { scenario, prefix });
		note(exploration, history);
		return history;
	};
	// The first history of a process is different: n8n sets up some things only once.
	await runHistory(engine, clock, { scenario, prefix: [] });
	const isOver = () => stopsEarly && exploration.violations > 0;
	const base = await runHistory(engine, clock, { scenario, prefix: [] });
	if (part.index === 0) note(exploration, base);
	let branch = 0;
	for (const prefix of branchesOf(base)) {
		if (branch++ % part.count !== part.index) continue;
		for (let next: number[] | undefined = prefix; next !== undefined && !isOver(); ) {
			next = successor(await run(next), prefix.length);
		}
	}
	return exploration;
}

/** The first possible deviations from the normal course, in order. */
function* branchesOf({ choices }: History): Iterable<number[]> {
	for (const [index, { open }] of choices.made.entries()) {
		for (const chosen of open) yield [...new Array<number>(index).fill(0), chosen];
	}
}

/** The next history in depth-first order with the same prefix. */
function successor({ choices: { made } }: History, fixed: number): number[] | undefined {
	for (let index = made.length - 1; index >= fixed; index--) {
		const { open } = made[index];
		if (open.length > 0) return [...made.slice(0, index).map(({ chosen }) => chosen), open[0]];
	}
	return undefined;
}

export const startExploration = (scenario: string): Exploration => ({
	scenario,
	histories: 0,
	violations: 0,
	findings: new Map(),
});

/** Counts a history and records its findings. */
export function note(exploration: Exploration, { story, choices }: History): readonly Violation[] {
	exploration.histories++;
	const violations = findViolations(story);
	if (violations.length > 0) exploration.violations++;
	for (const violation of violations) {
		const known = exploration.findings.get(violation.promise);
		const { deviations, path } = choices;
		const length = choices.made.length;
		const isShorter =
			known === undefined ||
			deviations < known.deviations ||
			(deviations === known.deviations && length < known.length);
		if (!isShorter) continue;
		exploration.findings.set(violation.promise, {
			...violation,
			scenario: story.scenario.name,
			path,
			deviations,
			length,
		});
	}
	return violations;
}
