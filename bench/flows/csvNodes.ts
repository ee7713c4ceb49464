import type { WorkflowNode } from '../../e2e/n8n/workflows';

/** One item for each line of the file. */
export const csvNodes = (file: string): WorkflowNode[] => [
	{
		name: 'Read file',
		type: 'n8n-nodes-base.readWriteFile',
		typeVersion: 1.1,
		parameters: { operation: 'read', fileSelector: file, options: {} },
	},
	{
		name: 'Leads',
		type: 'n8n-nodes-base.extractFromFile',
		typeVersion: 1.1,
		parameters: { operation: 'csv', options: {} },
	},
];
