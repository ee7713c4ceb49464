import type {
	DeclarativeRestApiSettings,
	IExecuteData,
	IExecutePaginationFunctions,
	INodeExecutionData,
} from 'n8n-workflow';
import type { HttpAnswer } from '../transport/readAnswer';
import type { Send } from '../transport/sendRequest';
import { Ledger } from './ledger/Ledger';
import { leadParameters, openLedger } from './ledger/openLedger';
import { defaultConcurrency, startExecution, type NodeExecution } from './NodeExecution';
import type { Operation } from './Operation';
import { processItem } from './processItem';
import { hearsErrors } from './tool/hearsErrors';
import { toolCallOf, type ToolCall } from './tool/toolCall';

type RequestData = DeclarativeRestApiSettings.ResultOptions;

/**
 * One item of a declarative operation.
 *
 * It stands where n8n has the “pagination” of a declarative node: the one place around each
 * request. So here is where the requests in flight are bounded, and repeated when that is safe.
 */
export const exchangeFor = (operation: Operation) =>
	async function exchange(
		this: IExecutePaginationFunctions,
		requestData: RequestData,
	): Promise<INodeExecutionData[]> {
		const itemIndex = this.getItemIndex();
		const toolCall = toolCallOf(this);
		const execution = toolCall
			? startToolCall(this, operation, toolCall)
			: executionOf(this, operation);
		return await processItem(operation, execution, {
			itemIndex,
			source: {
				json: toolCall ? undefined : this.getInputData().json,
				getParameter: (path) => this.getNodeParameter(path, null),
			},
			evaluate: (expression) => this.evaluateExpression(expression.slice(1), itemIndex),
			send: senderOf(this, requestData),
		});
	};

/** n8n's request for this item, with its credential; the proxy and SSL settings of the panel stay. */
const senderOf =
	(context: IExecutePaginationFunctions, requestData: RequestData): Send =>
	async (options) => {
		const { proxy, skipSslCertificateValidation } = requestData.options;
		const [item] = await context.makeRoutingRequest.call(
			context as unknown as ThisParameterType<typeof context.makeRoutingRequest>,
			{ ...requestData, options: { proxy, skipSslCertificateValidation, ...options } },
		);
		return item.json as unknown as HttpAnswer;
	};

/** A try of a model's call; what earlier tries of it have sent is known. */
function startToolCall(
	context: IExecutePaginationFunctions,
	operation: Operation,
	{ input, store }: ToolCall,
): NodeExecution {
	const lead = leadParameters(operation, context.getNode().parameters);
	const ledger = operation.verdict && new Ledger(store, 0, [input], lead);
	const isHeard = hearsErrors(context.getExecuteData());
	return startExecution(context, {
		ledger,
		continuesOnFail: context.continueOnFail() || !isHeard,
		maxConcurrency: 1,
	});
}

const running = new WeakMap<IExecuteData, NodeExecution>();

/**
 * n8n starts all items of a declarative operation at once, each with a context of its own; what
 * they have in common is the execution's data. A new try of the node starts afresh.
 */
function executionOf(context: IExecutePaginationFunctions, operation: Operation): NodeExecution {
	const executeData = context.getExecuteData();
	const known = running.get(executeData);
	if (known !== undefined) return known;
	const items = executeData.data.main?.[0] ?? [];
	const started = startExecution(context, {
		ledger: operation.verdict && openLedger(context, operation, items),
		continuesOnFail: context.continueOnFail(),
		maxConcurrency: context.getNodeParameter('options.maxConcurrency', defaultConcurrency),
		onIdle: () => running.delete(executeData),
	});
	running.set(executeData, started);
	return started;
}
