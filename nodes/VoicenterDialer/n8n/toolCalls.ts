import {
	NodeConnectionTypes,
	type IContextObject,
	type IExecuteData,
	type IExecutePaginationFunctions,
	type INode,
	type INodeExecutionData,
} from 'n8n-workflow';
import { InputError } from '../api/failure';

/**
 * Whether an AI model runs the node: n8n creates a second node type for that, which ends in “Tool”.
 */
export const isTool = ({ type }: Pick<INode, 'type'>): boolean => type.endsWith('Tool');

/** One tool call by a model, for which n8n runs the node's routing directly. */
export interface ToolCall {
	readonly input: INodeExecutionData;
	/** Shared by all attempts of Retry On Fail. */
	readonly store: IContextObject;
}

type ToolContext = Pick<IExecutePaginationFunctions, 'getNode' | 'getInputData'>;

const stores = new WeakMap<object, IContextObject>();

/**
 * The tool call that the context belongs to, if any.
 *
 * n8n counts each attempt of a tool call as a separate run. All attempts share only the object that
 * contains the model's arguments.
 */
export function toolCallOf(context: ToolContext): ToolCall | undefined {
	if (!isTool(context.getNode())) return undefined;
	const input = context.getInputData(0, NodeConnectionTypes.AiTool);
	const store = stores.get(input.json) ?? {};
	stores.set(input.json, store);
	return { input, store };
}

interface Context {
	continueOnFail(): boolean;
	getNode(): INode;
}

/**
 * Whether to output a failed item with its error instead of throwing. For a model it does, unless
 * On Error is explicitly Stop Workflow. When a tool throws, newer n8n versions pass only the error's
 * message to the model, and older ones stop the agent.
 */
export const continuesOnFail = (context: Context): boolean => {
	const node = context.getNode();
	return context.continueOnFail() || (isTool(node) && node.onError !== 'stopWorkflow');
};

/**
 * Whether the node that calls the tool passes a thrown error to its model. The MCP Server Trigger does.
 * The AI Agent node before version 3 passes an empty response instead.
 */
export const callerShowsErrors = ({ node }: IExecuteData): boolean =>
	node.type.endsWith('.mcpTrigger');

/** The variables that a tool's expressions can use. Only `$fromAI` returns what the model sends. */
const toolVariables: ReadonlySet<string> = new Set([
	'$average',
	'$env',
	'$execution',
	'$fromai',
	'$if',
	'$ifempty',
	'$jmespath',
	'$max',
	'$min',
	'$mode',
	'$not',
	'$now',
	'$runindex',
	'$secrets',
	'$today',
	'$vars',
	'$workflow',
]);

/**
 * In a tool, an expression reads other nodes by their names, and the model's arguments by `$fromAI`.
 * It must not read the tool's own input, such as `$json`: the AI Agent node (version 3 and later)
 * merges all arguments from the model into it, so that the model could replace what the workflow's
 * author has fixed.
 */
export function toolInputError({ type, parameters }: INode): InputError | undefined {
	if (!isTool({ type })) return undefined;
	// n8n itself reads the description, before any call.
	const fields = Object.entries(parameters).filter(([name]) => name !== 'toolDescription');
	const variable = expressionsIn(fields)
		.flatMap((expression) => expression.match(/\$[a-z_]\w*/gi) ?? [])
		.find((name) => !toolVariables.has(name.toLowerCase()));
	if (variable === undefined) return undefined;
	return new InputError(
		`A field of this tool reads “${variable}”, which the model can change`,
		`Nothing was sent. The builder of this workflow has to change the field: read the value by its node’s name, such as {{ $('Form').item.json.campaign }}, or let the model fill in the field with $fromAI.`,
	);
}

function expressionsIn(value: unknown): string[] {
	if (typeof value === 'string') return value.startsWith('=') ? [value] : [];
	return typeof value === 'object' && value !== null
		? Object.values(value).flatMap(expressionsIn)
		: [];
}
