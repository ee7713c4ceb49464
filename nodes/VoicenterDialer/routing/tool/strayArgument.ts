import type { IExecuteFunctions } from 'n8n-workflow';
import { InputError } from '../../transport/InputError';
import { isTool } from './isTool';

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
	const stray = Object.keys(context.getInputData()[0]?.json ?? {}).find(
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

/** `$fromAI` takes plain names only. */
function isFromModel(context: IExecuteFunctions, name: string): boolean {
	if (!/^[\w-]{1,64}$/.test(name)) return false;
	try {
		const sent: unknown = context.evaluateExpression(`{{ $fromAI('${name}') }}`, 0);
		return sent !== undefined && !isOfAgentsItem(context, name, sent);
	} catch {
		return false;
	}
}

/** In older n8n (2.0), `$fromAI` finds in the agent's own item what the model did not send. */
function isOfAgentsItem(context: IExecuteFunctions, name: string, value: unknown): boolean {
	const pairedItem = context.getInputData()[0]?.pairedItem;
	if (typeof pairedItem !== 'object' || Array.isArray(pairedItem)) return false;
	const node = pairedItem.sourceOverwrite?.previousNode;
	if (node === undefined) return false;
	const path = `$(${JSON.stringify(node)}).item.json[${JSON.stringify(name)}]`;
	try {
		const own: unknown = context.evaluateExpression(`{{ ${path} }}`, 0);
		return JSON.stringify(own) === JSON.stringify(value);
	} catch {
		return false;
	}
}
