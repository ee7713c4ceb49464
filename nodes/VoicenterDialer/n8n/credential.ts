import type {
	FunctionsBase,
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	IDataObject,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { sendRequest, type Send } from '../api/client';
import { addAccountCode, baseAddress, encode, type EncodedRequest } from '../api/encode';
import { InputError, type Failure } from '../api/failure';

/** The credential's data, as far as requests need it. */
export interface Credential {
	readonly baseUrl: string;
	readonly accountCode: string;
	readonly sendAccountCode: string;
	readonly monitorUrl: string;
}

/** The type's name in n8n. */
export const credentialType = 'voicenterDialerApi';

/** Why n8n does not give it out, where it does not. */
export async function credentialOf(
	context: Pick<FunctionsBase, 'getCredentials'>,
): Promise<Credential | InputError> {
	try {
		return await context.getCredentials<Credential & IDataObject>(credentialType);
	} catch (error) {
		return new InputError(
			error instanceof Error ? error.message : String(error),
			'Choose the credential of this node again, and check that this workflow may use it. Nothing was sent.',
		);
	}
}

const timeoutMs = 15_000;

/** Asks for the campaign list (guide, 6.3) and says what is wrong, and what to do about it. */
export async function testCredential(
	this: ICredentialTestFunctions,
	{ data }: ICredentialsDecrypted<ICredentialDataDecryptedObject>,
): Promise<INodeCredentialTestResult> {
	const accountCode = String(data?.accountCode ?? '').trim();
	const baseUrl = String(data?.baseUrl ?? '').trim();
	if (accountCode === '') return problem('The account code is empty. Enter it and save again.');
	if (!/^https?:\/\/[^/]/i.test(baseUrl)) {
		return problem(
			'The Base URL is not an address. It has to look like https://api.voicenter.co.il',
		);
	}
	const request = encode({ method: 'GetCampaignList', parameters: {}, variables: {} }, 'json');
	const outcome = await sendRequest(
		{ send: senderOf(this), baseUrl, secret: accountCode },
		'GetCampaignList',
		addAccountCode(request, accountCode, 'campaignListOnly'),
		{ timeoutMs, maxRetries: 0 },
	);
	if (!outcome.ok) return problem(textOf(outcome.failure));
	const { Data } = outcome.answer;
	const count = Array.isArray(Data) ? Data.length : 0;
	return { status: 'OK', message: `Connected. The account has ${count} campaigns.` };
}

const problem = (message: string): INodeCredentialTestResult => ({ status: 'Error', message });

/** Whatever is no answer of the API means here that the address is another server's. */
const foreignAnswers: ReadonlySet<Failure['kind']> = new Set([
	'html',
	'empty',
	'cutAnswer',
	'noErrorCode',
	'notFound',
	'redirect',
	'unexpectedStatus',
]);

function textOf({ kind, message, advice, said, httpCode }: Failure): string {
	const quote = said === undefined ? '' : ` The service said: “${said}”.`;
	if (!foreignAnswers.has(kind)) return `${message}. ${advice}${quote}`;
	const status = httpCode === undefined ? '' : ` (HTTP ${httpCode})`;
	return `This is not a Voicenter address: something else answers there${status}. Check the Base URL; it is usually https://api.voicenter.co.il, without a path.`;
}

/**
 * The one way to send that n8n gives a credential test. Its answers have the shape of the newer
 * helper's once it is told to hand on the whole response.
 */
const senderOf =
	({ helpers }: ICredentialTestFunctions): Send =>
	async ({ baseURL, url, method, headers, body, timeout }) =>
		await helpers.request({
			method,
			uri: `${baseURL}${url}`,
			headers,
			body: JSON.stringify(body),
			timeout,
			json: false,
			simple: false,
			followRedirect: false,
			resolveWithFullResponse: true,
		});

/** What stands in the place of the account's code. */
const mask = '***';

/** A request as a dry run shows it. */
export function shownRequest(
	request: EncodedRequest,
	{ baseUrl, sendAccountCode }: Credential,
): IDataObject {
	const { method, url, body, qs } = addAccountCode(request, mask, sendAccountCode);
	const shown: IDataObject = { method, url: baseAddress(baseUrl) + url };
	if (qs !== undefined) shown.qs = qs;
	if (body !== undefined) {
		shown.body = body instanceof URLSearchParams ? Object.fromEntries(body) : (body as IDataObject);
	}
	return shown;
}
