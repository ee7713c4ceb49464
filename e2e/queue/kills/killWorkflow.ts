import type { TestLead } from '../../faults/TestLead';
import type { Workflow } from '../../n8n/Workflow';
import { leadParameters } from '../../world/leadParameters';
import { workflowOf } from '../../world/runNode';
import type { World } from '../../world/World';
import type { Kill } from './Kill';

const batchSize = 2;

/** How many requests a whole execution sends, and how long each of them takes. */
export const killRequests = 12;
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
