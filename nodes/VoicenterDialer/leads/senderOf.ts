import type { IExecuteFunctions } from 'n8n-workflow';
import { credentialType } from '../transport/Credential';
import type { HttpAnswer } from '../transport/readAnswer';
import type { Send } from '../transport/sendRequest';

/** Requests of a custom operation, with the node's credential. */
export const senderOf =
	(context: IExecuteFunctions): Send =>
	async (options) =>
		(await context.helpers.httpRequestWithAuthentication.call(
			context,
			credentialType,
			options,
		)) as HttpAnswer;
