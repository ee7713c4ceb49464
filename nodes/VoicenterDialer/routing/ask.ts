import type {
	IDataObject,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IPollFunctions,
} from 'n8n-workflow';
import { credentialType, type Credential } from '../transport/Credential';
import { toNodeError } from './failedItem';
import { encode, type DialerRequest } from '../transport/encode';
import type { Answer, HttpAnswer } from '../transport/readAnswer';
import { sendRequest, type Send } from '../transport/sendRequest';

/** What asks outside of an execution: a picker in the node's panel, or a polling trigger. */
export type Asker = ILoadOptionsFunctions | IPollFunctions;

/** A person waits for a picker; a trigger asks again at its next poll. */
const sendOptions = { timeoutMs: 15_000, maxRetries: 0 };

/** Sends through the node's credential. */
export const senderOf =
	(context: Asker): Send =>
	async (options: IHttpRequestOptions) =>
		(await context.helpers.httpRequestWithAuthentication.call(
			context,
			credentialType,
			options,
		)) as HttpAnswer;

/**
 * Asks the service for what a picker shows or a trigger watches.
 * @throws NodeApiError, whose text the picker or the failed poll shows
 */
export async function ask(
	context: Asker,
	request: Omit<DialerRequest, 'variables'>,
): Promise<Answer> {
	const { baseUrl, accountCode } = await context.getCredentials<Credential & IDataObject>(
		credentialType,
	);
	const outcome = await sendRequest(
		{ send: senderOf(context), baseUrl, secret: accountCode },
		request.method,
		encode({ ...request, variables: {} }, 'json'),
		sendOptions,
	);
	if (outcome.ok) return outcome.answer;
	throw toNodeError(context.getNode(), outcome.failure);
}
