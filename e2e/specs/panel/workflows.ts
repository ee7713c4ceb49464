import { join } from 'node:path';
import { repositoryRoot } from '../../machine/folders';
import {
	credentialType,
	nodeType,
	type SavedWorkflow,
	type WorkflowNode,
} from '../../n8n/workflows';
import type { World } from '../../world/openWorld';

export const dialer = 'Voicenter Dialer';

/** The example file's leads as input of a dialer node. */
export const leadsWorkflow = async (
	world: World,
	name: string,
	parameters: Record<string, unknown>,
): Promise<SavedWorkflow> =>
	await save(world, name, [
		{
			name: 'Leads file',
			type: 'n8n-nodes-base.readWriteFile',
			parameters: { fileSelector: join(repositoryRoot, 'examples', 'leads.csv'), options: {} },
		},
		{ name: 'Leads', type: 'n8n-nodes-base.extractFromFile', parameters: { options: {} } },
		dialerWith(world, parameters),
	]);

/** A dialer node with a manual trigger and one empty item. */
export const buttonWorkflow = async (
	world: World,
	name: string,
	parameters: Record<string, unknown>,
): Promise<SavedWorkflow> => await save(world, name, [dialerWith(world, parameters)]);

type Step = Pick<WorkflowNode, 'name' | 'type' | 'parameters' | 'credentials'>;

const dialerWith = ({ credential }: World, parameters: Record<string, unknown>): Step => ({
	name: dialer,
	type: nodeType,
	parameters,
	credentials: { [credentialType]: credential },
});

async function save({ editor }: World, name: string, steps: Step[]): Promise<SavedWorkflow> {
	const start = { name: 'Start', type: 'n8n-nodes-base.manualTrigger', parameters: {} };
	const nodes = [start, ...steps].map((step, index) => ({
		...step,
		id: `step-${index}`,
		typeVersion: 1,
		position: [index * 220, 0] as [number, number],
	}));
	const connections = Object.fromEntries(
		nodes
			.slice(1)
			.map((node, index) => [
				nodes[index].name,
				{ main: [[{ node: node.name, type: 'main', index: 0 }]] },
			]),
	);
	return await editor.saveWorkflow({ name, nodes, connections });
}
