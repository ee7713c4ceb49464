import type {
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IPollFunctions,
} from 'n8n-workflow';
import { sendRequest, type Send } from '../api/client';
import { encode, type DialerRequest } from '../api/encode';
import { InputError } from '../api/failure';
import type { Answer, HttpAnswer } from '../api/outcome';
import type { Redactor } from '../api/redaction';
import { credentialOf, credentialType, redactorOf, type Credential } from './credential';
import { toNodeError } from './nodeErrors';

/** Sends requests outside an execution: a picker in the node's panel, or a polling trigger. */
export type Asker = ILoadOptionsFunctions | IPollFunctions;

/** Short and without retries: a person waits for a picker, and a trigger polls again anyway. */
const sendOptions = { timeoutMs: 15_000, maxRetries: 0 };

/**
 * Sends with the node's credential.
 * @param credential as n8n has returned it. Without it, n8n reads it from its database and decrypts it
 * for each request.
 */
export function plainSender(
	context: Asker | IExecuteFunctions,
	settings: NetworkSettings = {},
	credential?: Credential,
): Send {
	const decrypted = credential && {
		credentialsDecrypted: { id: '', name: '', type: credentialType, data: { ...credential } },
	};
	return async (options) =>
		(await context.helpers.httpRequestWithAuthentication.call(
			context,
			credentialType,
			{ ...settings, ...options },
			decrypted,
		)) as HttpAnswer;
}

/** The service's answer, and the redactor for what is output of it. */
interface Asked {
	readonly answer: Answer;
	readonly redactor: Redactor;
}

/**
 * Sends one request for a picker or a polling trigger.
 * @throws NodeApiError, shown in the picker or the failed poll
 */
export async function ask(
	context: Asker,
	request: Omit<DialerRequest, 'variables'>,
): Promise<Asked> {
	const credential = await credentialOf(context);
	if (credential instanceof InputError) throw toNodeError(context.getNode(), credential);
	const { baseUrl, accountCode } = credential;
	const outcome = await sendRequest(
		{ send: plainSender(context), baseUrl, secret: accountCode },
		request.method,
		encode({ ...request, variables: {} }, 'json'),
		sendOptions,
	);
	if (outcome.ok) return { answer: outcome.answer, redactor: redactorOf(credential) };
	throw toNodeError(context.getNode(), outcome.failure);
}

/**
 * Sends the requests of a custom operation, with the node's credential and its “Request Options”.
 */
export const senderOf = (context: IExecuteFunctions, credential: Credential | InputError): Send =>
	plainSender(
		context,
		networkSettings(context.getNodeParameter('requestOptions', 0, {}) as RequestOptions),
		credential instanceof InputError ? undefined : credential,
	);

/** The collection that n8n adds to every declarative node. */
interface RequestOptions {
	readonly proxy?: string;
	readonly allowUnauthorizedCerts?: boolean;
}

type NetworkSettings = Pick<IHttpRequestOptions, 'proxy' | 'skipSslCertificateValidation'>;

function networkSettings({ proxy, allowUnauthorizedCerts }: RequestOptions): NetworkSettings {
	return {
		...(allowUnauthorizedCerts === true && { skipSslCertificateValidation: true }),
		...(proxy && URL.canParse(proxy) && { proxy: proxyOf(new URL(proxy)) }),
	};
}

const proxyOf = ({ protocol, hostname, port, username, password }: URL) => ({
	protocol: protocol.replace(/:$/, ''),
	host: hostname,
	port: Number(port || (protocol === 'https:' ? 443 : 80)),
	...(username !== '' && {
		auth: { username: decodeURIComponent(username), password: decodeURIComponent(password) },
	}),
});
