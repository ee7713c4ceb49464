import type { WorkflowNode } from '../n8n/Workflow';

/** What a node that writes into a Google sheet would write, without a Google account. */
export function showsRow(node: WorkflowNode): Partial<WorkflowNode> | undefined {
	const columns = node.parameters?.columns as { value: Record<string, string> } | undefined;
	if (node.type !== 'n8n-nodes-base.googleSheets' || columns === undefined) return undefined;
	const assignments = Object.entries(columns.value).map(([name, value]) => ({
		id: name,
		name,
		type: 'string',
		value,
	}));
	return {
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		parameters: { assignments: { assignments }, options: { ignoreConversionErrors: true } },
	};
}
