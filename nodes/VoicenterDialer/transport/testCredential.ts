import type {
	ICredentialDataDecryptedObject,
	ICredentialTestFunctions,
	ICredentialsDecrypted,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { addAccountCode } from './addAccountCode';
import { encode } from './encode';
import type { Failure } from './failure';
import { sendRequest, type Send } from './sendRequest';

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
