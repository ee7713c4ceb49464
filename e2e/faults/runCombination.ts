import type { Execution } from '../n8n/Execution';
import type { World } from '../world/World';
import type { Combination } from './Combination';
import { faultWorkflow } from './faultWorkflow';
import type { TestLead } from './TestLead';

/**
 * Runs the combination's workflow the way its user would; returns the last execution.
 *
 * A node that stops gives out one error for all its leads. After the retry that a person makes, On
 * Error is set to continue and the execution is retried once more: so it tells each lead's verdict.
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
