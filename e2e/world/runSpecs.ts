import type { World } from './World';

/** Runs them in order, each against a simulator in its first state; returns how many failed. */
export async function runSpecs<W extends World>(
	world: W,
	specs: ReadonlyArray<readonly [name: string, spec: (world: W) => Promise<void>]>,
): Promise<number> {
	let failed = 0;
	for (const [name, spec] of specs) {
		world.simulator.reset();
		const startedAt = Date.now();
		try {
			await spec(world);
			console.log(`  ok      ${name} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)`);
		} catch (error) {
			failed++;
			const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
			console.log(`  FAILED  ${name}\n${text.replace(/^/gm, '          ')}`);
		}
	}
	return failed;
}
