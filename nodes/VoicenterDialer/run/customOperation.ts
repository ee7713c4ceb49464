import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { InputError } from '../api/failure';
import { credentialOf, type Credential } from '../n8n/credential';
import { failedItem, toNodeError } from '../n8n/nodeErrors';
import { senderOf } from '../n8n/sender';
import { continuesOnFail, toolInputError } from '../n8n/toolCalls';
import { IdempotencyStore, sharesWorkflowMemory, type Hold } from '../once/IdempotencyStore';
import { changedCodeError, keyringOf, type Keyring } from '../once/Keyring';
import { keyedMutex, LeaseLock } from '../once/LeaseLock';
import { Ledger } from '../once/Ledger';
import { leadParameters } from '../once/fingerprints';
import type { Operation } from '../operations/operation';
import type { Resource } from '../operations/panel';
import { hasKeys } from './LeadReader';
import { LeadRun } from './LeadRun';
import { RequestRun } from './RequestRun';
import { isAboutLeads, type Item, type LeadOperation } from './lead';
import { leadItems } from './leadItems';
import { Limiter, yieldToEventLoop } from './limiter';
import { readOptions, type Options } from './options';
import { rejectedInput } from './verdict';

/**
 * Runs an operation as an n8n custom operation, which n8n does in workflows. When the node is a tool,
 * n8n runs its declarative engine instead. That engine evaluates each expression several times per
 * item, returns at most about 100,000 records, and fails all items if one item's expression fails.
 */
const customOperation = (operation: Operation) =>
	async function run(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const inputError = toolInputError(this.getNode());
		if (inputError === undefined) {
			return [
				await (isAboutLeads(operation) ? runLeads(this, operation) : runRequests(this, operation)),
			];
		}
		const node = this.getNode();
		if (!continuesOnFail(this)) throw toNodeError(node, inputError, 0);
		return [[failedItem(node, inputError, 0, rejectedInput)]];
	};

async function runLeads(
	context: IExecuteFunctions,
	operation: LeadOperation,
): Promise<INodeExecutionData[]> {
	const items = context.getInputData();
	const node = context.getNode();
	const given = await credentialOf(context);
	const itemAt = itemsOf(context, items, given);
	const keyring = keyringOf(given);
	const changedCode =
		!(given instanceof InputError) && hasKeys(operation, node.parameters)
			? changedCodeError(context.getWorkflowStaticData('node'), node.id, keyring)
			: undefined;
	const run = new LeadRun({
		operation,
		node,
		zone: context.getTimezone(),
		itemCount: items.length,
		itemAt,
		credential: changedCode ?? given,
		signal: context.getExecutionCancelSignal(),
		ledger: new Ledger(
			context.getContext('node'),
			Number(context.evaluateExpression('{{ $runIndex }}', 0)),
			items,
			leadParameters(operation, node.parameters),
			keyring,
		),
		openKeys: (options) => openKeys(context, options, keyring),
	});
	await run.restore();
	for (let itemIndex = 0; itemIndex < items.length; itemIndex++) await run.start(itemAt(itemIndex));
	await run.finish();

	const hint = operation.toleratesRejections ? run.verdicts.hint(run.outputField) : undefined;
	const finished = { node, run, continuesOnFail: continuesOnFail(context) };
	const output = await leadItems(finished, items, hint?.message);
	const hintOfRules = run.isBulk ? undefined : run.verdicts.hintOfRules();
	if (hintOfRules !== undefined) context.addExecutionHints(hintOfRules);
	if (hint !== undefined) context.addExecutionHints(hint);
	else if (operation.method === 'AddCall' && items.length >= manyItems) {
		context.addExecutionHints(useAddMany);
	}
	return output;
}

async function runRequests(
	context: IExecuteFunctions,
	operation: Operation,
): Promise<INodeExecutionData[]> {
	const items = context.getInputData();
	const credential = await credentialOf(context);
	const itemAt = itemsOf(context, items, credential);
	const maxConcurrency = maxConcurrencyOf(context);
	const limiter = new Limiter(() => maxConcurrency);
	const run = new RequestRun({
		operation,
		node: context.getNode(),
		zone: context.getTimezone(),
		credential,
		signal: context.getExecutionCancelSignal(),
		continuesOnFail: continuesOnFail(context),
	});
	const outputs = new Array<INodeExecutionData[] | { readonly error: unknown }>(items.length);
	const nextTurn = yieldToEventLoop();
	for (let itemIndex = 0; itemIndex < items.length; itemIndex++) {
		await nextTurn();
		await limiter.start(async () => {
			outputs[itemIndex] = await run.run(itemAt(itemIndex)).catch((error: unknown) => ({ error }));
		});
	}
	await limiter.finish();
	const all: INodeExecutionData[] = [];
	for (const output of outputs) {
		// Throw the first error only after all items are done.
		if ('error' in output) throw output.error as Error;
		for (const item of output) all.push(item);
	}
	return all;
}

const itemsOf = (
	context: IExecuteFunctions,
	items: readonly INodeExecutionData[],
	credential: Credential | InputError,
) => {
	const send = senderOf(context, credential);
	return (itemIndex: number): Item => ({
		itemIndex,
		source: {
			json: items[itemIndex].json,
			getParameter: (path) => context.getNodeParameter(path, itemIndex, null),
		},
		evaluate: (expression) => context.evaluateExpression(expression.slice(1), itemIndex),
		send,
	});
};

/** `RequestRun` reports an invalid value per item. */
function maxConcurrencyOf(context: IExecuteFunctions): number {
	try {
		const read = (path: string) => context.getNodeParameter(path, 0, null);
		return readOptions(read, false).maxConcurrency;
	} catch {
		return 1;
	}
}

/**
 * Requests take their keys one at a time: in this process, and across all processes unless a Remove
 * Duplicates node uses the database row that the lock needs.
 */
function openKeys(
	context: IExecuteFunctions,
	options: Options,
	keyring: Keyring,
): IdempotencyStore {
	const exclusively = keyedMutex(`${context.getWorkflow().id}`);
	const lock = new LeaseLock(context.helpers);
	const hold: Hold = sharesWorkflowMemory(context)
		? async (step) => await exclusively(async () => await step(() => {}))
		: async (step) => await exclusively(async () => await lock.hold(step));
	const { keyHistory, maxConcurrency, batchSize } = options;
	const mostInFlight = maxConcurrency * batchSize;
	return new IdempotencyStore(context.helpers, hold, keyHistory, mostInFlight, keyring);
}

/** The number of items from which the node suggests Add Many. */
const manyItems = 100;

const useAddMany = {
	message:
		'For many leads, use the operation “Add Many”. It is much faster: it sends up to 3,000 leads in one request and returns a verdict for each lead.',
	type: 'info',
	location: 'outputPane',
} as const;

type Run = (this: IExecuteFunctions) => Promise<INodeExecutionData[][]>;

export const customOperations = (
	resources: readonly Resource[],
): Record<string, Record<string, Run>> =>
	Object.fromEntries(
		resources.map(({ option, operations }) => [
			option.value,
			Object.fromEntries(
				operations.map((operation) => [operation.option.value, customOperation(operation)]),
			),
		]),
	);
