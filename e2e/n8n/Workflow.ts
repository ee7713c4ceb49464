export interface WorkflowNode {
	readonly name: string;
	readonly type: string;
	readonly parameters?: Record<string, unknown>;
	readonly credentials?: Record<string, { id?: string; name: string }>;
	readonly [key: string]: unknown;
}

export interface Workflow {
	readonly name: string;
	readonly nodes: readonly WorkflowNode[];
	readonly connections: Record<string, unknown>;
	readonly settings?: Record<string, unknown>;
	readonly [key: string]: unknown;
}

export interface SavedWorkflow extends Workflow {
	readonly id: string;
	readonly versionId: string;
}
