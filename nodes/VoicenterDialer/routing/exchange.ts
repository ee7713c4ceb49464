import type {
	DeclarativeRestApiSettings,
	IExecuteData,
	IExecutePaginationFunctions,
	INodeExecutionData,
} from 'n8n-workflow';
import type { HttpAnswer } from '../transport/readAnswer';
import type { Send } from '../transport/sendRequest';
import { defaultConcurrency, startExecution, type NodeExecution } from './NodeExecution';
import type { Operation } from './Operation';
import { processItem } from './processItem';

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
		return await processItem(operation, executionOf(this, operation), {
			itemIndex,
			source: {
				json: this.getInputData().json,
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

const running = new WeakMap<IExecuteData, NodeExecution>();

/**
 * n8n starts all items of a declarative operation at once, each with a context of its own; what
 * they have in common is the execution's data. A new try of the node starts afresh.
 */
function executionOf(context: IExecutePaginationFunctions, operation: Operation): NodeExecution {
	const executeData = context.getExecuteData();
	const known = isTool(context) ? undefined : running.get(executeData);
	if (known !== undefined) return known;
	const started = startExecution(
		context,
		operation,
		itemsOf(executeData),
		context.getNodeParameter('options.maxConcurrency', defaultConcurrency),
		() => running.delete(executeData),
	);
	running.set(executeData, started);
	return started;
}

/** Calls of a tool may share the data of the agent that makes them; each is a run of its own. */
const isTool = (context: IExecutePaginationFunctions): boolean =>
	context.getNode().type.endsWith('Tool');

/** As a tool, the node gets its input another way. */
const itemsOf = ({ data }: IExecuteData): readonly INodeExecutionData[] =>
	(data.main ?? data.ai_tool)?.[0] ?? [];
