import type { Bounds } from './choices';
import type { VirtualClock } from './clock';
import type { Engine } from './engine';
import { note, startExploration, type Exploration } from './explore';
import { runHistory, type History } from './history';
import type { Scenario } from './scenarios';

/** Random walks deviate more than the exhaustive part. */
export const walkBounds: Bounds = { total: 7, fault: 4, switch: 4, kill: 2 };

export interface WalkSetup {
	readonly engine: Engine;
	readonly clock: VirtualClock;
	readonly scenario: Scenario;
	readonly seed: number;
	readonly count: number;
}

/** Runs `count` random histories of a scenario, and shortens each violation if possible. */
export async function walk(setup: WalkSetup): Promise<Exploration> {
	const { engine, clock, seed, count } = setup;
	const scenario = { ...setup.scenario, bounds: walkBounds, isWide: true };
	const exploration = startExploration(scenario.name);
	const random = randomFrom(seed);
	for (let index = 0; index < count; index++) {
		const rate = 0.05 + random() * 0.3;
		const decide = (allowed: readonly number[]) =>
			allowed.length > 0 && random() < rate ? allowed[Math.floor(random() * allowed.length)] : 0;
		const history = await runHistory(engine, clock, { scenario, prefix: [], decide });
		if (note(exploration, history).length === 0) continue;
		await shorten(
			exploration,
			history,
			async (prefix) => await runHistory(engine, clock, { scenario, prefix }),
		);
	}
	return exploration;
}

/** Removes deviations one by one while the promise stays broken. */
async function shorten(
	exploration: Exploration,
	history: History,
	run: (prefix: readonly number[]) => Promise<History>,
): Promise<void> {
	let best = history.choices.made.map(({ chosen }) => chosen);
	for (let index = best.length - 1; index >= 0; index--) {
		if (best[index] === 0 || index >= best.length) continue;
		const shorter = [...best.slice(0, index), 0, ...best.slice(index + 1)];
		try {
			const tried = await run(shorter);
			const { histories, violations } = exploration;
			const isBroken = note(exploration, tried).length > 0;
			Object.assign(exploration, { histories, violations });
			if (isBroken) best = tried.choices.made.map(({ chosen }) => chosen);
		} catch {
			// The later choices do not fit any more.
		}
	}
}

/** Marsaglia's xorshift, only for the walks. The simulation has its own random numbers. */
function randomFrom(seed: number): () => number {
	let state = (seed * 2654435761 + 1) >>> 0 || 1;
	return () => {
		state ^= state << 13;
		state ^= state >>> 17;
		state ^= state << 5;
		state >>>= 0;
		return state / 2 ** 32;
	};
}
