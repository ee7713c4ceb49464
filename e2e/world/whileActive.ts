import type { SavedWorkflow, Workflow } from '../n8n/Workflow';
import type { World } from './World';

/** Saves the workflow and switches it on while it is used. */
export async function whileActive(
	{ editor }: World,
	workflow: Workflow,
	use: (saved: SavedWorkflow) => Promise<void>,
): Promise<void> {
	const saved = await editor.saveWorkflow(workflow);
	await editor.activateWorkflow(saved);
	try {
		await use(saved);
	} finally {
		await editor.deactivateWorkflow(saved);
	}
}
