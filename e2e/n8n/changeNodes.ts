import type { Workflow, WorkflowNode } from './Workflow';

/** The workflow with some nodes changed; `change` gives what is other than it was. */
export const changeNodes = (
	workflow: Workflow,
	change: (node: WorkflowNode) => Partial<WorkflowNode> | undefined,
): Workflow => ({
	...workflow,
	nodes: workflow.nodes.map((node) => ({ ...node, ...change(node) }) as WorkflowNode),
});
