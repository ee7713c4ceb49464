import { readOptions, runToTheEnd } from '../machine/terminal';
import { pinnedVersion } from '../n8n/versions';
import { mainJob } from '../specs/mainJob';
import { runSpecs } from '../world/openWorld';
import { openQueueWorld, type QueueSpecs } from './openQueueWorld';
import { idempotencyKeys } from './specs/idempotencyKeys';
import { manyAtOnce } from './specs/manyAtOnce';
import { polls, webhooks } from './specs/triggers';

const specs: QueueSpecs = {
	...mainJob,
	...manyAtOnce,
	...idempotencyKeys,
	...webhooks,
	...polls,
};

const usage = `
npm run e2e:queue [-- options]

Runs the packed package in n8n's queue mode: a main process, 2 webhook processes
and 3 workers, with Redis and PostgreSQL. Takes about 5 minutes.

  --n8n VERSION   use this n8n version (default: ${pinnedVersion})
  --only TEXT     run only tests with this text in their names
`;

async function main(): Promise<number> {
	const values = readOptions(usage, {
		n8n: { type: 'string', default: pinnedVersion },
		only: { type: 'string', default: '' },
	});
	const world = await openQueueWorld({ version: values.n8n, webhooks: 2, workers: 3 });
	console.log(
		`The packed package in n8n ${values.n8n} in queue mode: main, 2 webhook processes, 3 workers\n`,
	);
	const chosen = Object.entries(specs).filter(([name]) => name.includes(values.only));
	const failed = await runSpecs(world, chosen);
	if (failed > 0) {
		const all = Object.values(world.processes).flat();
		const files = all.map(({ instance }) => instance.logFile);
		console.log(`\nn8n logs:\n  ${files.join('\n  ')}`);
	}
	console.log(`\n${chosen.length - failed} passed, ${failed} failed`);
	return failed === 0 ? 0 : 1;
}

void runToTheEnd(main);
