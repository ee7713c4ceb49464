import type { IDataObject, IHttpRequestOptions, ILoadOptionsFunctions } from 'n8n-workflow';
import { credentialType, type Credential } from '../transport/Credential';
import { toNodeError } from '../routing/failedItem';
import { encode, type DialerRequest } from '../transport/encode';
import type { Answer, HttpAnswer } from '../transport/readAnswer';
import { sendRequest, type Send } from '../transport/sendRequest';

const timeoutMs = 15_000;

/** Sends through the credential of the node whose panel is open. */
export const senderOf =
	(context: ILoadOptionsFunctions): Send =>
	async (options: IHttpRequestOptions) =>
		(await context.helpers.httpRequestWithAuthentication.call(
			context,
			credentialType,
			options,
		)) as HttpAnswer;

/**
 * Asks the service for what a picker shows.
 * @throws NodeApiError, whose text the picker shows
 */
export async function ask(
	context: ILoadOptionsFunctions,
	request: Omit<DialerRequest, 'variables'>,
): Promise<Answer> {
	const { baseUrl, accountCode } = await context.getCredentials<Credential & IDataObject>(
		credentialType,
	);
	const outcome = await sendRequest(
		{ send: senderOf(context), baseUrl, secret: accountCode },
		request.method,
		encode({ ...request, variables: {} }, 'json'),
		{ timeoutMs, maxRetries: 0 },
	);
	if (outcome.ok) return outcome.answer;
	throw toNodeError(context.getNode(), outcome.failure);
}
