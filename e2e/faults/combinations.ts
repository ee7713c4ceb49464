import type { FaultRule } from '../../simulator';
import type { Execution } from '../n8n/Execution';
import type { Workflow } from '../n8n/workflows';
import type { World } from '../world/openWorld';
import { dialer, leadParameters, workflowOf } from '../world/runNode';
import type { FaultCase, LeadOperation } from './faultCases';

const retries = ['none', 'retryOnFail', 'fromExecutionsList'] as const;
const onErrors = ['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const;

/** A workflow to run, with its own campaign. */
export interface Combination {
	readonly faultCase: FaultCase;
	readonly operation: LeadOperation;
	readonly retry: (typeof retries)[number];
	readonly onError: (typeof onErrors)[number];
	readonly campaign: string;
}

const both: readonly LeadOperation[] = ['add', 'addMany'];

/** Combines each fault with each operation, way to retry and On Error mode. */
export function combine(cases: readonly FaultCase[]): Combination[] {
	const combinations: Combination[] = [];
	for (const faultCase of cases) {
		for (const operation of faultCase.operations ?? both) {
			for (const retry of retries) {
				for (const onError of onErrors) {
					const campaign = `faults${combinations.length}`;
					combinations.push({ faultCase, operation, retry, onError, campaign });
				}
			}
		}
	}
	return combinations;
}

/**
 * Runs the combination's workflow the way a user would; returns the last execution.
 *
 * A node that stops on errors returns one error for all its leads. After the user's retry, On Error is
 * set to continue and the execution is retried once more, to get each lead's verdict.
 */
export async function runCombination(
	world: World,
	combination: Combination,
	leads: readonly TestLead[],
): Promise<Execution> {
	const { editor } = world;
	const save = async (changed: Combination) =>
		await editor.saveWorkflow(faultWorkflow(world, changed, leads));
	const first = await editor.runWorkflow(await save(combination));
	if (combination.retry !== 'fromExecutionsList' || first.status === 'success') return first;
	const retried = await editor.retryExecution(first.id);
	if (combination.onError !== 'stopWorkflow' || retried.status === 'success') return retried;
	await save({ ...combination, retry: 'none', onError: 'continueRegularOutput' });
	return await editor.retryExecution(retried.id, { loadWorkflow: true });
}

const batchSize = 4;
const defaultTimeoutMs = 20_000;
const retrySettings = { retryOnFail: true, maxTries: 3, waitBetweenTries: 50 };
const failure = 'Fail';

/** n8n can only retry a failed execution. If the dialer node continues on errors, a later node fails. */
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

function faultWorkflow(
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

export const hitRequests = { add: 5, addMany: 2 };

/** The fault only hits this combination's requests. */
export function faultRules({ faultCase, operation, campaign }: Combination): FaultRule[] {
	const { fault, times = hitRequests, isQueueUnreadable } = faultCase;
	const rules: FaultRule[] = [];
	if (fault) {
		const method = operation === 'add' ? 'AddCall' : 'AddCallsBulk';
		rules.push({ method, campaign, times: times[operation], fault });
	}
	if (isQueueUnreadable) {
		const method = 'GetCampaignPendingCalls';
		rules.push({ method, campaign, fault: { kind: 'httpStatus', status: 500 } });
	}
	return rules;
}

export interface TestLead extends Record<string, unknown> {
	readonly id: string;
	readonly phone: string;
	readonly isBad: boolean;
}

export const leadCount = 12;

/** By position: a number that the node rejects, and a number that only the service rejects. */
const badPhones: Readonly<Record<number, string>> = { 2: '', 6: '12' };

export const makeLeads = (hasBadLeads: boolean): TestLead[] =>
	Array.from({ length: leadCount }, (_, index) => {
		const badPhone = hasBadLeads ? badPhones[index] : undefined;
		const phone = badPhone ?? `05055501${String(index).padStart(2, '0')}`;
		return { id: `L-${index + 1}`, phone, isBad: badPhone !== undefined };
	});
