import { waitUntil } from '../machine/waitUntil';
import type { SavedWorkflow } from '../n8n/Workflow';
import type { World } from './World';

const timeoutMs = 120_000;

/** Waits until the workflow has at least so many executions, all at their end. */
export async function finished(
	{ editor }: World,
	{ id }: SavedWorkflow,
	count: number,
): Promise<void> {
	await waitUntil(
		`${count} executions come to their end`,
		async () => {
			const { all, unfinished } = await editor.countExecutions(id);
			return all >= count && unfinished === 0 ? true : undefined;
		},
		timeoutMs,
	);
}
