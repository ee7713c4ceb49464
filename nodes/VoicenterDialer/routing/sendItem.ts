import type { DeclarativeRestApiSettings, IExecutePaginationFunctions } from 'n8n-workflow';
import { encode } from '../transport/encode';
import { PendingCalls } from '../transport/PendingCalls';
import type { HttpAnswer, Outcome } from '../transport/readAnswer';
import { sendRequest, type Connection, type Send } from '../transport/sendRequest';
import { isSameLead, type NodeParameters } from './ledger/isSameLead';
import { leadParameters } from './ledger/openLedger';
import type { NodeExecution } from './nodeExecution';
import type { Operation } from './Operation';
import type { PreparedItem } from './prepareItem';
import { sendLead } from './sendLead';

type RequestData = DeclarativeRestApiSettings.ResultOptions;

/** Sends an item's request when its turn comes; an item about a lead goes by the ledger. */
export async function sendItem(
	context: IExecutePaginationFunctions,
	operation: Operation,
	execution: NodeExecution,
	{ request, encoding, ...options }: PreparedItem,
	requestData: RequestData,
): Promise<Outcome> {
	const { gate, credential, ledger, claims } = execution;
	const itemIndex = context.getItemIndex();
	const signal = context.getExecutionCancelSignal();
	const fate = ledger?.fateOf(itemIndex, (before) => isUnchanged(context, operation, before));
	if (fate === 'done') {
		claims.add(request);
		return takenEarlier;
	}
	return await gate.pass(async () => {
		const { baseUrl, accountCode } = await credential;
		const send = sender(context, requestData);
		const connection: Connection = { send, baseUrl, secret: accountCode, signal };
		const sendOnce = async () =>
			await sendRequest(connection, operation.method, encode(request, encoding), options);
		if (ledger === undefined) return await sendOnce();
		execution.pendingCalls ??= new PendingCalls(connection, options);
		return await sendLead({ itemIndex, request, fate, send: sendOnce }, execution);
	}, signal);
}

/** The outcome of what an earlier try of the same execution sent. */
const takenEarlier: Outcome = {
	ok: true,
	description: 'OK (taken in an earlier try of this execution, not sent again)',
	answer: {},
};

/** The workflow may have been edited before Retry. */
const isUnchanged = (
	context: IExecutePaginationFunctions,
	operation: Operation,
	before: NodeParameters,
): boolean =>
	isSameLead(
		operation,
		before,
		leadParameters(operation, context.getNode().parameters),
		{
			json: context.getInputData().json,
			getParameter: (_path, expression) =>
				context.evaluateExpression(expression.slice(1), context.getItemIndex()),
		},
		context.getTimezone(),
	);

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
