import { seededRandom } from '../../../simulator/random';
import type { TestLead } from '../../faults/combinations';
import type { Workflow } from '../../n8n/workflows';
import type { World } from '../../world/openWorld';
import { leadParameters, workflowOf } from '../../world/runNode';

type Victim = 'worker' | 'main' | 'redis' | 'postgres';

export interface Kill {
	readonly victim: Victim;
	readonly hasKeys: boolean;
	/** Kill after this number of requests has reached the service, */
	readonly afterRequests: number;
	/** and after this further delay. */
	readonly delayMs: number;
	/** The time until it is started again. */
	readonly downMs: number;
	/** The dialer has called all leads by then, so the campaign's queue is empty. */
	readonly isDialed: boolean;
	readonly campaign: string;
}

/** Half of all kills hit a worker, the most frequent case. */
const order: readonly Victim[] = ['worker', 'postgres', 'main', 'redis', 'worker', 'worker'];
const longestDownMs = 4000;
const dialedShare = 0.5;

/** A seed always results in the same kills. Every victim occurs with and without idempotency keys. */
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

const batchSize = 2;

/** The number of requests per execution, and the time that each takes. */
const killRequests = 12;
export const requestMs = 150;

export const killLeads: readonly TestLead[] = Array.from(
	{ length: killRequests * batchSize },
	(_, index) => ({
		id: `L-${index + 1}`,
		phone: `05055502${String(index).padStart(2, '0')}`,
		isBad: false,
	}),
);

/** Add Many in many small requests, so that there is time for a kill. */
export const killWorkflow = (world: World, { campaign, hasKeys }: Kill): Workflow => ({
	...workflowOf(
		world,
		leadParameters('addMany', campaign, {
			batchSize,
			...(hasKeys && { idempotencyKey: '={{ $json.id }}' }),
		}),
		{ items: killLeads, settings: { onError: 'continueRegularOutput' } },
	),
	name: campaign,
});
