import { randomUUID } from 'node:crypto';
import type { BenchN8n } from '../bench/machine/Bench';
import type { Workflow } from '../e2e/n8n/workflows';
import type { SoakWorkflow } from './SoakWorkflow';

/** Saves and activates a workflow with a webhook of its own. */
export async function openWorkflow(
	{ editor, n8n }: BenchN8n,
	make: (path: string) => Workflow,
	suffix = '',
): Promise<SoakWorkflow> {
	const path = randomUUID();
	const workflow = await editor.saveWorkflow(make(path));
	await editor.activateWorkflow(workflow);
	return { workflow, url: `${n8n.url}/webhook/${path}${suffix}` };
}
