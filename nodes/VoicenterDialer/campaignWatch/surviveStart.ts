import type { IPollFunctions, WorkflowActivateMode } from 'n8n-workflow';

/** n8n itself starts the workflow, and nobody is there who could do it again. */
const startModes: ReadonlySet<WorkflowActivateMode> = new Set(['init', 'leadershipChange']);

const polled = new WeakSet<IPollFunctions>();

/**
 * When n8n starts, the first poll does not fail: n8n (2.41) gives up a trigger whose first poll
 * fails for 15 seconds, and starts it only when somebody publishes the workflow again. The next
 * poll, which n8n does make, says what is wrong.
 */
export async function surviveStart<T>(
	context: IPollFunctions,
	poll: () => Promise<T>,
): Promise<T | null> {
	const isStart = startModes.has(context.getActivationMode()) && !polled.has(context);
	polled.add(context);
	if (!isStart) return await poll();
	try {
		return await poll();
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		context.logger.warn(`“${context.getNode().name}” asks again at its next poll: ${reason}`);
		return null;
	}
}
