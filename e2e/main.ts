import { parseArgs } from 'node:util';
import { runToTheEnd } from './machine/runToTheEnd';
import { isAtLeast, pinnedVersion } from './n8n/versions';
import { specs } from './specs';
import { needs } from './specs/needs';
import { openWorld } from './world/openWorld';
import { runSpecs } from './world/runSpecs';

async function main(): Promise<number> {
	const { values } = parseArgs({
		options: {
			n8n: { type: 'string', default: pinnedVersion },
			only: { type: 'string', default: '' },
			images: { type: 'string' },
		},
	});
	const world = await openWorld(values.n8n, { images: values.images });
	console.log(`The packed package in n8n ${values.n8n}, with an empty user folder\n`);
	const named = Object.entries(specs).filter(([name]) => name.includes(values.only));
	const missing = needs.filter(({ since }) => !isAtLeast(values.n8n, since));
	const chosen = named.filter(
		([name]) => !missing.some((need) => need.specs.some((start) => name.startsWith(start))),
	);
	const failed = await runSpecs(world, chosen);
	if (failed > 0) {
		console.log(`\nWhat n8n wrote is in ${world.n8n.logFile}`);
	}
	for (const { what, since } of missing) console.log(`  not here (n8n ${since} has it): ${what}`);
	console.log(`\n${chosen.length - failed} passed, ${failed} failed`);
	return failed === 0 ? 0 : 1;
}

void runToTheEnd(main);
