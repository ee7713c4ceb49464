import type { WorkflowNode } from '../n8n/Workflow';

type Items = ReadonlyArray<Record<string, unknown>>;

/** The beginning of a workflow as a person writes it by hand: a button, and some items. */
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
