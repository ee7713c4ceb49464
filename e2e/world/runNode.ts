import type { Execution } from '../n8n/Execution';
import type { SavedCredential } from '../n8n/Editor';
import { credentialType, nodeType } from '../n8n/readWorkflow';
import type { Workflow } from '../n8n/Workflow';
import { givenItems } from './givenItems';
import type { World } from './World';

export interface NodeRunOptions {
	/** The input items; one empty item unless said otherwise. */
	readonly items?: ReadonlyArray<Record<string, unknown>>;
	/** Settings of the node beside its parameters, such as `onError`. */
	readonly settings?: Record<string, unknown>;
	readonly credential?: SavedCredential;
}

export const dialer = 'Voicenter Dialer';

const to = (node: string) => ({ node, type: 'main', index: 0 });

/** A button, some items, the node. */
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

/** Runs the node alone, in a workflow of its own. */
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
