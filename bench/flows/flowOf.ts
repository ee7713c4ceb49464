import type { Workflow, WorkflowNode } from '../../e2e/n8n/workflows';

export const start: WorkflowNode = {
	name: 'Start',
	type: 'n8n-nodes-base.manualTrigger',
	typeVersion: 1,
};

export const noOp: WorkflowNode = {
	name: 'Next',
	type: 'n8n-nodes-base.noOp',
	typeVersion: 1,
};

/** Nodes in a row, each going on to the next. */
export const flowOf = (name: string, nodes: readonly WorkflowNode[]): Workflow => ({
	name,
	nodes: nodes.map((node, index) => ({
		id: String(index),
		position: [200 * index, 0],
		parameters: {},
		...node,
	})),
	connections: Object.fromEntries(
		nodes
			.slice(0, -1)
			.map((node, index) => [
				node.name,
				{ main: [[{ node: nodes[index + 1].name, type: 'main', index: 0 }]] },
			]),
	),
	settings: { executionOrder: 'v1', timezone: 'Asia/Jerusalem' },
});
