import type {
	FunctionsBase,
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	IDataObject,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { isPlainText } from '../api/authenticate';
import { sendRequest, type Send } from '../api/client';
import { completeRequest, baseAddress, encode, type EncodedRequest } from '../api/encode';
import { InputError, type Failure } from '../api/failure';
import { mask, Redactor, shortestCode } from '../api/redaction';

/** The credential's data that requests use. */
export interface Credential {
	readonly baseUrl: string;
	readonly accountCode: string;
	readonly sendAccountCode: string;
	readonly monitorUrl: string;
	/** The account code that protects what was stored before the account code changed. */
	readonly previousAccountCode?: string;
}

export const credentialType = 'voicenterDialerApi';

/** Returns the credential, or an InputError if n8n does not provide it or it must not be used. */
export async function credentialOf(
	context: Pick<FunctionsBase, 'getCredentials'>,
): Promise<Credential | InputError> {
	try {
		const credential = await context.getCredentials<Credential & IDataObject>(credentialType);
		return isTooShort(credential.accountCode) ? tooShort : credential;
	} catch (error) {
		return new InputError(
			error instanceof Error ? error.message : String(error),
			'Nothing was sent. Select this node’s credential again, and check that this workflow has access to it.',
		);
	}
}

/** For everything that leaves the node. Without a credential, there is no code to redact. */
export const redactorOf = (credential: Credential | InputError): Redactor =>
	new Redactor(credential instanceof InputError ? '' : credential.accountCode);

const isTooShort = (accountCode: unknown): boolean =>
	String(accountCode ?? '').trim().length < shortestCode;

const tooShort = new InputError(
	`The Account Code in the credential has fewer than ${shortestCode} characters`,
	'Nothing was sent: a shorter code cannot be kept out of the output. Copy the whole account code from the Voicenter control panel, or ask Voicenter support for a longer one.',
);

const timeoutMs = 15_000;

/** Tests the credential by requesting the campaign list (guide, 6.3). */
export async function testCredential(
	this: ICredentialTestFunctions,
	{ data }: ICredentialsDecrypted<ICredentialDataDecryptedObject>,
): Promise<INodeCredentialTestResult> {
	const accountCode = String(data?.accountCode ?? '').trim();
	const baseUrl = String(data?.baseUrl ?? '').trim();
	if (accountCode === '') return problem('The Account Code is empty. Enter it and save again.');
	if (!/^https?:\/\/[^/]/i.test(baseUrl)) {
		return problem(
			'The Base URL is not a valid URL. Enter a URL such as https://api.voicenter.co.il',
		);
	}
	if (isTooShort(accountCode)) return problem(`${tooShort.message}. ${tooShort.advice}`);
	const request = encode({ method: 'GetCampaignList', parameters: {}, variables: {} }, 'json');
	const outcome = await sendRequest(
		{ send: credentialTestSender(this), baseUrl, secret: accountCode },
		'GetCampaignList',
		completeRequest(request, request.url, accountCode, 'campaignListOnly'),
		{ timeoutMs, maxRetries: 0 },
	);
	if (!outcome.ok) return problem(textOf(outcome.failure));
	const { Data } = outcome.answer;
	const count = Array.isArray(Data) ? Data.length : 0;
	const warning = [baseUrl, data?.monitorUrl].some(isPlainText) ? ` ${plainTextWarning}` : '';
	return { status: 'OK', message: `Connected. Campaigns in this account: ${count}.${warning}` };
}

const plainTextWarning =
	'Warning: a URL in this credential begins with http://, so everyone on the way can read the account code. Use https://.';

const problem = (message: string): INodeCredentialTestResult => ({ status: 'Error', message });

/**
 * In this test, a response that is not from the API means that the URL belongs to another server.
 */
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
	const quote = said === undefined ? '' : ` Service response: “${said}”.`;
	if (!foreignAnswers.has(kind)) return `${message}. ${advice}${quote}`;
	const status = httpCode === undefined ? '' : ` (HTTP ${httpCode})`;
	return `This is not a Voicenter address: another server responded${status}. Check the Base URL. It is usually https://api.voicenter.co.il, without a path.`;
}

/**
 * Credential tests have only n8n's deprecated request helper. With the full response, its result has
 * the same shape as that of the newer helper.
 */
const credentialTestSender =
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

/** A request as shown by a dry run. */
export function shownRequest(
	request: EncodedRequest,
	{ baseUrl, sendAccountCode }: Credential,
): IDataObject {
	const { method, url, body, qs } = completeRequest(request, request.url, mask, sendAccountCode);
	const shown: IDataObject = { method, url: baseAddress(baseUrl) + url };
	if (qs !== undefined) shown.qs = qs;
	if (body !== undefined) {
		shown.body = body instanceof URLSearchParams ? Object.fromEntries(body) : (body as IDataObject);
	}
	return shown;
}
