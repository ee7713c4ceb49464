import { parseArgs } from 'node:util';
import { runToTheEnd } from './machine/runToTheEnd';
import { pinnedVersion } from './n8n/versions';
import { specs } from './specs';
import { openWorld } from './world/openWorld';

async function main(): Promise<number> {
	const { values } = parseArgs({
		options: {
			n8n: { type: 'string', default: pinnedVersion },
			only: { type: 'string', default: '' },
		},
	});
	const world = await openWorld(values.n8n);
	console.log(`The packed package in n8n ${values.n8n}, with an empty user folder\n`);
	const chosen = Object.entries(specs).filter(([name]) => name.includes(values.only));
	let failed = 0;
	for (const [name, spec] of chosen) {
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
	if (failed > 0) {
		console.log(`\nWhat n8n wrote is in ${world.n8n.logFile}`);
	}
	console.log(`\n${chosen.length - failed} passed, ${failed} failed`);
	return failed === 0 ? 0 : 1;
}

void runToTheEnd(main);
