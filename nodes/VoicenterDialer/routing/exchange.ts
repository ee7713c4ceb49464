import type {
	DeclarativeRestApiSettings,
	IDataObject,
	IExecutePaginationFunctions,
	IExecuteSingleFunctions,
	IN8nHttpFullResponse,
	INodeExecutionData,
} from 'n8n-workflow';
import type { Encoding } from '../contract/methods';
import { encode, type DialerRequest } from '../transport/encode';
import { InputError } from '../transport/InputError';
import { toInteger } from '../transport/toNumber';
import type { HttpAnswer, Outcome } from '../transport/readAnswer';
import { sendRequest, type Send } from '../transport/sendRequest';
import { dryRunItem } from './dryRunItem';
import { failedItem, statusOf, toNodeError, type Obstacle } from './failedItem';
import { nodeExecutionOf, type Credential } from './nodeExecution';
import type { Operation, ReadParameter } from './Operation';
import { readerOf } from './readerOf';
import { toRequest } from './toRequest';

type RequestData = DeclarativeRestApiSettings.ResultOptions;

/**
 * One item of a declarative operation, from its parameters to its output items.
 *
 * It stands where n8n has the “pagination” of a declarative node: the one place around each
 * request. So here is where the requests in flight are bounded, and repeated when that is safe.
 */
export const exchangeFor = (operation: Operation) =>
	async function exchange(
		this: IExecutePaginationFunctions,
		requestData: RequestData,
	): Promise<INodeExecutionData[]> {
		const read = readerOf((name) => this.getNodeParameter(name, null));
		const fail = (obstacle: Obstacle) => giveOut(this, operation, read, obstacle);

		const prepared = prepare(operation, read, this.getTimezone());
		if (prepared instanceof InputError) return fail(prepared);
		const { request, encoding, timeoutMs, maxRetries, maxConcurrency } = prepared;

		const { gate, credential } = nodeExecutionOf(this.getExecuteData(), () => ({
			maxConcurrency,
			credential: this.getCredentials<Credential & IDataObject>('voicenterDialerApi'),
		}));
		if (read('options.dryRun') === true) {
			return [dryRunItem(request, encoding, await credential, this.getItemIndex())];
		}
		const signal = this.getExecutionCancelSignal();
		const outcome = await gate.pass(async (): Promise<Outcome> => {
			const { baseUrl, accountCode } = await credential;
			return await sendRequest(
				{ send: sender(this, requestData), baseUrl, secret: accountCode, signal },
				operation.method,
				encode(request, encoding),
				{ timeoutMs, maxRetries },
			);
		}, signal);
		if (!outcome.ok) return fail(outcome.failure);
		const { description, answer } = outcome;
		return operation
			.output({ request, description, answer, read })
			.map((json) => ({ json, pairedItem: { item: this.getItemIndex() } }));
	};

/** n8n's request for this item, with its credential; the proxy and SSL settings of the panel stay. */
const sender =
	(context: IExecutePaginationFunctions, requestData: RequestData): Send =>
	async (options) => {
		const { proxy, skipSslCertificateValidation } = requestData.options;
		const [item] = await context.makeRoutingRequest.call(
			context as unknown as ThisParameterType<typeof context.makeRoutingRequest>,
			{ ...requestData, options: { proxy, skipSslCertificateValidation, ...options } },
		);
		return item.json as unknown as HttpAnswer;
	};

/** Hands n8n's whole response on: without it, only the body would come through. */
export async function keepResponse(
	this: IExecuteSingleFunctions,
	_items: INodeExecutionData[],
	{ statusCode, headers, body }: IN8nHttpFullResponse,
): Promise<INodeExecutionData[]> {
	return [{ json: { statusCode, headers, body } as unknown as IDataObject }];
}

interface Prepared {
	readonly request: DialerRequest;
	readonly encoding: Encoding;
	readonly timeoutMs: number;
	readonly maxRetries: number;
	readonly maxConcurrency: number;
}

function prepare(operation: Operation, read: ReadParameter, zone: string): Prepared | InputError {
	try {
		const option = (name: string, fallback: number) =>
			toInteger(read(`options.${name}`) ?? fallback, name);
		return {
			request: toRequest(operation, read, zone),
			encoding: (read('options.requestFormat') ?? 'json') as Encoding,
			timeoutMs: option('timeout', 60_000),
			maxRetries: option('maxRetries', 3),
			maxConcurrency: Math.max(1, option('maxConcurrency', 10)),
		};
	} catch (error) {
		return InputError.from(error);
	}
}

/** With “On Error: Stop” n8n throws the first error once all items are done. */
function giveOut(
	context: IExecutePaginationFunctions,
	{ verdict, request }: Operation,
	read: ReadParameter,
	obstacle: Obstacle,
): INodeExecutionData[] {
	const node = context.getNode();
	const itemIndex = context.getItemIndex();
	if (!context.continueOnFail()) throw toNodeError(node, obstacle, itemIndex);
	const subject: IDataObject = {};
	const paths: unknown[] = Object.values(request);
	for (const name of ['campaign', 'target', 'member']) {
		if (paths.includes(name)) subject[name] = read(name) as IDataObject[string];
	}
	if (verdict !== undefined) subject.status = statusOf(obstacle);
	return [failedItem(node, obstacle, itemIndex, subject)];
}
