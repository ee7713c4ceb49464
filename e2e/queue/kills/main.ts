import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeSection } from '../../../pages/writeSection';
import { describeMachine } from '../../faults/describeMachine';
import { repositoryRoot } from '../../machine/repositoryRoot';
import { runToTheEnd } from '../../machine/runToTheEnd';
import { isAtLeast, pinnedVersion } from '../../n8n/versions';
import { openQueueWorld } from '../openQueueWorld';
import { countKill } from './countKill';
import { requestMs } from './killWorkflow';
import { planKills } from './planKills';
import { runKill } from './runKill';
import { table, type KillResult } from './table';

const heading = `
# Running at scale
`;

/** So short that n8n finds out within seconds that a worker is gone. */
const stalledSoon = {
	QUEUE_WORKER_LOCK_DURATION: '3000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '1000',
	QUEUE_WORKER_STALLED_INTERVAL: '2000',
};

const isAllWell = ({ kill, counts }: KillResult): boolean =>
	counts.lost === 0 && counts.wrong === 0 && (counts.doubled === 0 || !kill.hasKeys);

async function main(): Promise<number> {
	const { values } = parseArgs({
		options: {
			n8n: { type: 'string', default: pinnedVersion },
			kills: { type: 'string', default: '50' },
			seed: { type: 'string', default: '1' },
			write: { type: 'boolean', default: false },
		},
	});
	const plan = planKills(Number(values.kills), values.seed);
	const world = await openQueueWorld({
		version: values.n8n,
		webhooks: 0,
		workers: 3,
		environment: stalledSoon,
		simulator: {
			latencyMs: requestMs,
			seed: { campaigns: plan.map(({ campaign }) => ({ code: campaign, name: campaign })) },
		},
	});
	const results: KillResult[] = [];
	const comingBack: Array<Promise<void>> = [];
	for (const [index, kill] of plan.entries()) {
		const startedAt = Date.now();
		const { again, isBack } = await runKill(world, kill, !isAtLeast(values.n8n, '2.0'));
		const counts = countKill(world.simulator, kill.campaign, again);
		results.push({ kill, counts });
		const { victim, hasKeys, afterRequests, isDialed } = kill;
		const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
		console.log(
			`  ${index + 1} of ${plan.length}: ${victim}, ${hasKeys ? 'with' : 'without'} keys, after ${afterRequests} requests, ${isDialed ? 'dialed' : 'waiting'} (${seconds} s): ${JSON.stringify(counts)}`,
		);
		// One worker at most is missing when the next one is killed.
		comingBack.push(isBack);
		await Promise.all(comingBack.slice(0, -1));
	}
	const text = table(results);
	console.log(`\n${text}\n`);
	if (values.write) {
		const machine = describeMachine(values.n8n);
		writeSection({
			file: join(repositoryRoot, 'docs', 'scale.md'),
			name: 'kills',
			content: `\`npm run kills\` · ${plan.length} kills, seed ${values.seed} · ${machine}\n\n${text}`,
			heading,
		});
	}
	const bad = results.filter((result) => !isAllWell(result));
	for (const { kill, counts } of bad) {
		console.log(`NOT WELL  ${JSON.stringify(kill)}: ${JSON.stringify(counts)}`);
	}
	console.log(`${results.length - bad.length} kills well, ${bad.length} not`);
	return bad.length === 0 ? 0 : 1;
}

void runToTheEnd(main);
