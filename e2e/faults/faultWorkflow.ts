import type { Workflow } from '../n8n/Workflow';
import { leadParameters } from '../world/leadParameters';
import { dialer, workflowOf } from '../world/runNode';
import type { World } from '../world/World';
import type { Combination } from './Combination';
import type { TestLead } from './TestLead';

const batchSize = 4;
const defaultTimeoutMs = 20_000;
const retrySettings = { retryOnFail: true, maxTries: 3, waitBetweenTries: 50 };
const failure = 'Fail';

/** Without a failed execution there is no Retry: where the node itself goes on, the next one fails. */
function withFailureAfter(workflow: Workflow): Workflow {
	const to = [{ node: failure, type: 'main', index: 0 }];
	return {
		...workflow,
		nodes: [
			...workflow.nodes,
			{
				id: 'fail',
				name: failure,
				type: 'n8n-nodes-base.stopAndError',
				typeVersion: 1,
				position: [800, 0],
				parameters: { errorMessage: 'A later node fails' },
			},
		],
		connections: { ...workflow.connections, [dialer]: { main: [to, to] } },
	};
}

export function faultWorkflow(
	world: World,
	{ faultCase, operation, retry, onError, campaign }: Combination,
	leads: readonly TestLead[],
): Workflow {
	const { timeoutMs = defaultTimeoutMs } = faultCase;
	const parameters = {
		...leadParameters(operation, campaign, {
			maxRetries: 1,
			timeout: timeoutMs,
			...(operation === 'addMany' && { batchSize }),
		}),
		additionalFields: { customerName: '={{ $json.id }}' },
	};
	const settings = { onError, ...(retry === 'retryOnFail' && retrySettings) };
	const workflow = { ...workflowOf(world, parameters, { items: leads, settings }), name: campaign };
	const needsFailure = retry === 'fromExecutionsList' && onError !== 'stopWorkflow';
	return needsFailure ? withFailureAfter(workflow) : workflow;
}
