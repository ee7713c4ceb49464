import { seededRandom } from '../../../simulator/random';
import type { TestLead } from '../../faults/combinations';
import type { Workflow } from '../../n8n/workflows';
import type { World } from '../../world/openWorld';
import { leadParameters, workflowOf } from '../../world/runNode';

type Victim = 'worker' | 'main' | 'redis' | 'postgres';

/** What is killed, and when. */
export interface Kill {
	readonly victim: Victim;
	readonly hasKeys: boolean;
	/** So many requests have reached the service by then. */
	readonly afterRequests: number;
	/** And so long after that. */
	readonly delayMs: number;
	/** Until it is started again. */
	readonly downMs: number;
	/** The dialer has called all leads by then: none waits in the campaign's queue any more. */
	readonly isDialed: boolean;
	/** Of its own. */
	readonly campaign: string;
}

/** Half of all kills hit a worker: that is what happens most. */
const order: readonly Victim[] = ['worker', 'postgres', 'main', 'redis', 'worker', 'worker'];
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

const batchSize = 2;

/** How many requests a whole execution sends, and how long each of them takes. */
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

/** Add Many in many small requests, so that there is time to be killed in. */
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
