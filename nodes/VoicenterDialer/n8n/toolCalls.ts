import {
	NodeConnectionTypes,
	type IContextObject,
	type IExecuteData,
	type IExecuteFunctions,
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

/**
 * Prevents a model from overriding values that the workflow's author has set.
 *
 * In the AI Agent node (version 3 and later), a tool's `$json` is the agent's item, merged with all
 * arguments from the model, even undefined ones. So an extra argument could replace a value that the
 * author reads from `$json`.
 */
export function strayArgument(context: IExecuteFunctions): InputError | undefined {
	const node = context.getNode();
	if (!isTool(node)) return undefined;
	const expressions = expressionsIn(node.parameters);
	const asked = new Set(expressions.flatMap(namesAskedFor));
	const reading = expressions.filter((expression) => readsItem.test(expression));
	const stray = Object.keys(itemOf(context)?.json ?? {}).find(
		(name) =>
			!asked.has(name) &&
			reading.some((expression) => expression.includes(name)) &&
			isFromModel(context, name),
	);
	if (stray === undefined) return undefined;
	return new InputError(
		`This tool does not accept the argument “${stray}”`,
		`Nothing was sent. Call it again without “${stray}”.`,
	);
}

const readsItem = /\$(json|input)\b/;

const namesAskedFor = (expression: string): string[] =>
	[...expression.matchAll(/\$fromAI\s*\(\s*["'`]([^"'`]*)/gi)].map(([, name]) => name);

function expressionsIn(value: unknown): string[] {
	if (typeof value === 'string') return value.startsWith('=') ? [value] : [];
	return typeof value === 'object' && value !== null
		? Object.values(value).flatMap(expressionsIn)
		: [];
}

function isFromModel(context: IExecuteFunctions, name: string): boolean {
	const sent = fromAi(context, name);
	if (sent === undefined) return false;
	// Newer n8n versions return only the model's arguments; 2.0 returns all of `$json`.
	const isAllOfJson = fromAi(context, 'toolCallId') === itemOf(context)?.json.toolCallId;
	return !isAllOfJson || !isOfAgentsItems(context, name, sent);
}

/** `$fromAI` accepts only plain names. */
const fromAi = (context: IExecuteFunctions, name: string): unknown =>
	/^[\w-]{1,64}$/.test(name) ? evaluate(context, `$fromAI('${name}')`) : undefined;

/** n8n does not expose which of its items the agent is processing. */
function isOfAgentsItems(context: IExecuteFunctions, name: string, value: unknown): boolean {
	const pairedItem = itemOf(context)?.pairedItem;
	if (typeof pairedItem !== 'object' || Array.isArray(pairedItem)) return false;
	const source = pairedItem.sourceOverwrite;
	if (source === undefined) return false;
	const { previousNode, previousNodeOutput = 0, previousNodeRun = 0 } = source;
	const all = `$(${JSON.stringify(previousNode)}).all(${previousNodeOutput}, ${previousNodeRun})`;
	const own = evaluate(context, `${all}.map((item) => item.json[${JSON.stringify(name)}])`);
	const text = JSON.stringify(value);
	return Array.isArray(own) && own.some((one) => JSON.stringify(one) === text);
}

const itemOf = (context: IExecuteFunctions): INodeExecutionData | undefined =>
	context.getInputData()[0];

function evaluate(context: IExecuteFunctions, expression: string): unknown {
	try {
		return context.evaluateExpression(`{{ ${expression} }}`, 0);
	} catch {
		return undefined;
	}
}
