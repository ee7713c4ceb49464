import { seededRandom } from '../../../simulator/random';
import { victims, type Kill } from './Kill';
import { killRequests, requestMs } from './killWorkflow';

/** Half of all kills hit a worker: that is what happens most. */
const order = ['worker', 'postgres', 'main', 'redis', 'worker', 'worker'] satisfies Array<
	(typeof victims)[number]
>;
const longestDownMs = 4000;
const dialedShare = 0.5;

/** The same kills for the same seed; every victim with and without idempotency keys. */
export function planKills(count: number, seed: string): Kill[] {
	const chance = seededRandom(seed);
	const below = (limit: number) => Math.floor(chance() * limit);
	return Array.from({ length: count }, (_, index) => ({
		victim: order[Math.floor(index / 2) % order.length],
		hasKeys: index % 2 === 0,
		afterRequests: below(killRequests),
		delayMs: below(requestMs),
		downMs: below(longestDownMs),
		isDialed: chance() < dialedShare,
		campaign: `kill${index + 1}`,
	}));
}
