import type {
	DeclarativeRestApiSettings,
	IDataObject,
	IExecuteData,
	IExecutePaginationFunctions,
	IExecuteSingleFunctions,
	IN8nHttpFullResponse,
	INodeExecutionData,
	INodePropertyRouting,
} from 'n8n-workflow';
import type { Send } from '../api/client';
import { InputError } from '../api/failure';
import { pathOf } from '../api/methods';
import type { HttpAnswer } from '../api/outcome';
import { credentialOf } from '../n8n/credential';
import { failedItem, toNodeError } from '../n8n/nodeErrors';
import { callerShowsErrors, toolCallOf, toolInputError } from '../n8n/toolCalls';
import { keyringOf } from '../once/Keyring';
import { Ledger } from '../once/Ledger';
import { leadParameters } from '../once/fingerprints';
import type { Operation } from '../operations/operation';
import { LeadRun } from './LeadRun';
import { RequestRun } from './RequestRun';
import { isAboutLeads, type Item, type LeadOperation } from './lead';
import { leadItem } from './leadItems';
import { rejectedInput } from './verdict';

type Context = IExecutePaginationFunctions;
type RequestData = DeclarativeRestApiSettings.ResultOptions;

/** Runs an operation in n8n's declarative engine, which n8n does when the node is a tool. */
export const declarativeOperation = (operation: Operation): INodePropertyRouting => ({
	request: { method: 'POST', url: pathOf(operation.method) },
	// n8n has no other hook around each request.
	operations: { pagination: runItemFor(operation) },
	send: { paginate: true },
	output: { postReceive: [keepResponse] },
});

const runItemFor = (operation: Operation) =>
	async function runItem(this: Context, requestData: RequestData): Promise<INodeExecutionData[]> {
		const node = this.getNode();
		const toolCall = toolCallOf(this);
		const continuesOnFail =
			this.continueOnFail() ||
			(toolCall !== undefined && !callerShowsErrors(this.getExecuteData()));
		const item = currentItem(this, requestData, toolCall !== undefined);
		const inputError =
			toolInputError(node) ??
			(operation.method === 'AddCallsBulk' ? addManyNotAvailable : undefined);
		if (inputError !== undefined) {
			if (!continuesOnFail) throw toNodeError(node, inputError, item.itemIndex);
			return [failedItem(node, inputError, item.itemIndex, rejectedInput)];
		}
		if (!isAboutLeads(operation)) {
			const run = new RequestRun({
				...(await partsOf(this)),
				operation,
				continuesOnFail,
				isSingleRequest: true,
			});
			return await run.run(item);
		}
		const run = await (toolCall
			? openLeadRun(this, operation, item, toolCall.store, 0, [toolCall.input])
			: sharedLeadRun(this, operation, item));
		if (toolCall) await run.restore();
		await run.start(item);
		const input = toolCall?.input ?? this.getInputData();
		return [leadItem({ node, run, continuesOnFail }, item.itemIndex, input)];
	};

const partsOf = async (context: Context) => ({
	node: context.getNode(),
	zone: context.getTimezone(),
	credential: await credentialOf(context),
	signal: context.getExecutionCancelSignal(),
});

const currentItem = (context: Context, requestData: RequestData, isToolCall: boolean): Item => {
	const itemIndex = context.getItemIndex();
	return {
		itemIndex,
		source: {
			json: isToolCall ? undefined : context.getInputData().json,
			getParameter: (path) => context.getNodeParameter(path, null),
		},
		evaluate: (expression) => context.evaluateExpression(expression.slice(1), itemIndex),
		send: routingSender(context, requestData),
	};
};

/** Sends through n8n's request for this item, with its credential, proxy and SSL settings. */
const routingSender =
	(context: Context, requestData: RequestData): Send =>
	async (options) => {
		const { proxy, skipSslCertificateValidation } = requestData.options;
		const [item] = await context.makeRoutingRequest.call(
			context as unknown as ThisParameterType<typeof context.makeRoutingRequest>,
			{ ...requestData, options: { proxy, skipSslCertificateValidation, ...options } },
		);
		return item.json as unknown as HttpAnswer;
	};

async function openLeadRun(
	context: Context,
	operation: LeadOperation,
	item: Item,
	store: ReturnType<Context['getContext']>,
	runIndex: number,
	items: readonly INodeExecutionData[],
): Promise<LeadRun> {
	const parts = await partsOf(context);
	const parameters = leadParameters(operation, parts.node.parameters);
	return new LeadRun({
		...parts,
		operation,
		itemCount: items.length,
		itemAt: () => item,
		ledger: new Ledger(store, runIndex, items, parameters, keyringOf(parts.credential)),
		isItemByItem: true,
	});
}

const running = new WeakMap<IExecuteData, Promise<LeadRun>>();

/**
 * n8n starts all items of a declarative operation at once, each with its own context. They share only
 * the execution's data. If the item already has a verdict, this is a new try of the node.
 */
async function sharedLeadRun(
	context: Context,
	operation: LeadOperation,
	item: Item,
): Promise<LeadRun> {
	const executeData = context.getExecuteData();
	const known = running.get(executeData);
	if (known !== undefined && !(await known).verdicts.isSettled(item.itemIndex)) return await known;
	const current = running.get(executeData);
	if (current !== undefined && current !== known) return await current;
	const opening = openLeadRun(
		context,
		operation,
		item,
		context.getContext('node'),
		Number(context.evaluateExpression('{{ $runIndex }}', 0)),
		executeData.data.main?.[0] ?? [],
	);
	running.set(executeData, opening);
	return await opening;
}

/** Some of n8n's tool callers run only declarative operations. */
const addManyNotAvailable = new InputError(
	'Add Many cannot run as a tool here',
	'Nothing was sent. In the workflow, set the tool’s operation to “Add”, which adds one call each time it is used.',
);

/** Passes on n8n's full response instead of only its body. */
async function keepResponse(
	this: IExecuteSingleFunctions,
	_items: INodeExecutionData[],
	{ statusCode, headers, body }: IN8nHttpFullResponse,
): Promise<INodeExecutionData[]> {
	return [{ json: { statusCode, headers, body } as unknown as IDataObject }];
}
