import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { credentialType } from '../transport/Credential';
import type { HttpAnswer } from '../transport/readAnswer';
import type { Send } from '../transport/sendRequest';

/** Requests of a custom operation, with the node's credential and its “Request Options”. */
export function senderOf(context: IExecuteFunctions): Send {
	const settings = networkSettings(
		context.getNodeParameter('requestOptions', 0, {}) as RequestOptions,
	);
	return async (options) =>
		(await context.helpers.httpRequestWithAuthentication.call(context, credentialType, {
			...settings,
			...options,
		})) as HttpAnswer;
}

/** The collection that n8n adds to every declarative node. */
interface RequestOptions {
	readonly proxy?: string;
	readonly allowUnauthorizedCerts?: boolean;
}

function networkSettings({
	proxy,
	allowUnauthorizedCerts,
}: RequestOptions): Pick<IHttpRequestOptions, 'proxy' | 'skipSslCertificateValidation'> {
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
