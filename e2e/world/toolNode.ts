import { credentialType, toolType } from '../n8n/readWorkflow';
import type { WorkflowNode } from '../n8n/Workflow';
import type { World } from './World';

/** The node as a tool; `name` is what the model knows it by. */
export const toolNode = (
	{ credential }: World,
	name: string,
	parameters: Record<string, unknown>,
	settings: Record<string, unknown> = {},
): WorkflowNode => ({
	id: name,
	name,
	type: toolType,
	typeVersion: 1,
	position: [400, 200],
	parameters,
	credentials: { [credentialType]: { ...credential } },
	...settings,
});

type FromAiType = 'string' | 'number' | 'boolean' | 'json';

/** A field left to the model, as the editor's button writes it. */
export const fromAi = (key: string, description = '', type: FromAiType = 'string'): string =>
	`={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('${key}', \`${description}\`, '${type}') }}`;

/** `ai_tool` connections from these nodes to the one that uses them. */
export const connectTools = (
	tools: readonly WorkflowNode[],
	user: string,
): Record<string, unknown> =>
	Object.fromEntries(
		tools.map(({ name }) => [name, { ai_tool: [[{ node: user, type: 'ai_tool', index: 0 }]] }]),
	);
