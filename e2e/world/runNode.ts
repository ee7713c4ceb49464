import type { SavedCredential } from '../n8n/EditorApi';
import type { Execution } from '../n8n/Execution';
import { credentialType, nodeType, type Workflow, type WorkflowNode } from '../n8n/workflows';
import type { World } from './openWorld';

export interface NodeRunOptions {
	/** The input items. Default: one empty item. */
	readonly items?: ReadonlyArray<Record<string, unknown>>;
	/** Settings of the node, such as `onError`. */
	readonly settings?: Record<string, unknown>;
	readonly credential?: SavedCredential;
}

export const dialer = 'Voicenter Dialer';

const to = (node: string) => ({ node, type: 'main', index: 0 });

/** A manual trigger, some items, and the node. */
export function workflowOf(
	world: World,
	parameters: Record<string, unknown>,
	{ items = [{}], settings = {}, credential = world.credential }: NodeRunOptions = {},
): Workflow {
	return {
		name: `${String(parameters.resource)}: ${String(parameters.operation)}`,
		nodes: [
			...givenItems('Items', items),
			{
				id: 'dialer',
				name: dialer,
				type: nodeType,
				typeVersion: 1,
				position: [600, 0],
				parameters,
				credentials: { [credentialType]: { ...credential } },
				...settings,
			},
		],
		connections: {
			Start: { main: [[to('List')]] },
			List: { main: [[to('Items')]] },
			Items: { main: [[to(dialer)]] },
		},
		settings: { executionOrder: 'v1', timezone: 'Asia/Jerusalem' },
	};
}

/** Runs the node in its own workflow. */
export async function runNode(
	world: World,
	parameters: Record<string, unknown>,
	options?: NodeRunOptions,
): Promise<Execution> {
	const { editor } = world;
	return await editor.runWorkflow(
		await editor.saveWorkflow(workflowOf(world, parameters, options)),
	);
}

export const byCode = (code: string) => ({ __rl: true, mode: 'id', value: code });

/** Adds leads with a `phone` and an `id`. */
export const leadParameters = (
	operation: 'add' | 'addMany',
	campaign: string,
	options: Record<string, unknown> = {},
): Record<string, unknown> => ({
	resource: 'call',
	operation,
	campaign: byCode(campaign),
	target: '={{ $json.phone }}',
	specifyCustomVariables: 'keyValue',
	customVariables: { variable: [{ name: 'lead_id', value: '={{ $json.id }}' }] },
	options,
});

type Items = ReadonlyArray<Record<string, unknown>>;

/** The beginning of a manual workflow: a manual trigger and some items. */
export const givenItems = (name: string, items: Items): readonly WorkflowNode[] => [
	{
		id: 'start',
		name: 'Start',
		type: 'n8n-nodes-base.manualTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	},
	{
		id: 'list',
		name: 'List',
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		position: [200, 0],
		parameters: { mode: 'raw', jsonOutput: JSON.stringify({ items }), options: {} },
	},
	{
		id: 'items',
		name,
		type: 'n8n-nodes-base.splitOut',
		typeVersion: 1,
		position: [400, 0],
		parameters: { fieldToSplitOut: 'items', options: {} },
	},
];
