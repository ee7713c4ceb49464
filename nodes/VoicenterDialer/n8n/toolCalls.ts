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

/** Whether a model runs the node: n8n makes a second node type of it for that, with “Tool” in the end. */
export const isTool = ({ type }: Pick<INode, 'type'>): boolean => type.endsWith('Tool');

/** One use of the node by a model, where n8n calls the node's routing for it directly. */
export interface ToolCall {
	readonly input: INodeExecutionData;
	/** What is kept of it until it has ended, over all tries of Retry On Fail. */
	readonly store: IContextObject;
}

type ToolContext = Pick<IExecutePaginationFunctions, 'getNode' | 'getInputData'>;

const stores = new WeakMap<object, IContextObject>();

/**
 * The call that the context belongs to, if it belongs to one.
 *
 * n8n counts each try of such a call as a run of its own. What all tries have in common is the
 * object that holds the model's arguments.
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
 * Whether a failed item goes out with its error instead of being thrown. To a model it does, unless
 * the builder wants the workflow to stop there: newer versions of n8n go by the same rule and hand on
 * no more than the error's message, older ones stop the agent.
 */
export const continuesOnFail = (context: Context): boolean => {
	const node = context.getNode();
	return context.continueOnFail() || (isTool(node) && node.onError !== 'stopWorkflow');
};

/**
 * Whether the one that uses the tool tells its model of an error that the tool throws. The MCP
 * Server Trigger does; the AI Agent node before version 3 shows its model an empty answer instead.
 */
export const callerShowsErrors = ({ node }: IExecuteData): boolean =>
	node.type.endsWith('.mcpTrigger');

/**
 * Keeps what the builder fixed out of the model's reach.
 *
 * In the AI Agent node (version 3 and newer), a tool's `$json` is the agent's item with all in it that
 * the model sent, asked for or not. So an argument that the tool does not ask for could take the place
 * of a value that the builder took from `$json`.
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
		`This tool does not take an argument “${stray}”`,
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
	// Newer n8n finds there what the model sent and nothing else; 2.0 finds all of `$json`.
	const isAllOfJson = fromAi(context, 'toolCallId') === itemOf(context)?.json.toolCallId;
	return !isAllOfJson || !isOfAgentsItems(context, name, sent);
}

/** `$fromAI` takes plain names only. */
const fromAi = (context: IExecuteFunctions, name: string): unknown =>
	/^[\w-]{1,64}$/.test(name) ? evaluate(context, `$fromAI('${name}')`) : undefined;

/** n8n does not say which of its items the agent is at. */
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
