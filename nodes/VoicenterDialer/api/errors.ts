import type { MethodName } from './methods';

/** What happened, and what to do next. Written for people who do not read code. */
export interface ErrorText {
	readonly message: string;
	readonly advice: string;
}

/** How a request can fail, other than with an ErrorCode. */
export type FaultKind =
	| 'refused'
	| 'dns'
	| 'tls'
	| 'noSockets'
	| 'timeout'
	| 'cutConnection'
	| 'stopped'
	| 'unsent'
	| 'sentEarlier'
	| 'keysNotStored'
	| 'queueNotRead'
	| 'queueUnclear'
	| 'listUnclear'
	| 'callLogUnclear'
	| 'callLogTooDense'
	| 'callLogTooLong'
	| 'unavailableUnclear'
	| 'repeatRejected'
	| 'internal'
	| 'internalUnsent'
	| 'forbidden'
	| 'notFound'
	| 'redirect'
	| 'bulkTooLarge'
	| 'tooLarge'
	| 'urlTooLong'
	| 'tooManyRequests'
	| 'unavailable'
	| 'serverError'
	| 'unexpectedStatus'
	| 'html'
	| 'empty'
	| 'cutAnswer'
	| 'noErrorCode'
	| 'noCallCount'
	| 'noCampaignStatus'
	| 'campaignDeleted';

export interface Fault extends ErrorText {
	/** The service may have processed the request, although no response confirms it. */
	readonly mayBeDone: boolean;
	/**
	 * Every further request would fail the same way: the host is unreachable or rejects this
	 * computer.
	 */
	readonly concernsHost: boolean;
}

const checkAtVoicenter =
	'Look for it in the campaign (Call: Get Many) or in the Voicenter control panel before you send it again.';

const mayBeProcessed = `The request may still have been processed. ${checkAtVoicenter}`;

/** For a request that may be repeated: the same advice, without the fear of sending it twice. */
export const adviceIfRepeatable = (advice: string): string =>
	advice.replace(checkAtVoicenter, 'Run it again: doing it twice does no harm.');

/** How to send leads that were not sent. A new execution also sends the leads already accepted. */
export const resendAdvice = {
	ifStopped:
		'Press Retry in the executions list: it sends only the leads that were not accepted. (A new execution sends every lead again, unless Add Many has an Idempotency Key.)',
	/** n8n cannot retry an execution that succeeded. */
	ifContinued:
		'To send it, run the workflow with only the leads that were not sent. (A new execution sends every lead again, unless Add Many has an Idempotency Key.)',
	ifRepeatable: 'Then run the workflow again: doing it twice does no harm.',
};

export const faults: Readonly<Record<FaultKind, Fault>> = {
	refused: {
		message: 'Could not reach the Dialer service: the connection was refused',
		advice:
			'Nothing was sent. Check the Base URL in the credential, and whether this computer can reach it (firewall, proxy, network).',
		mayBeDone: false,
		concernsHost: true,
	},
	dns: {
		message: 'Could not find the Dialer service: unknown host name',
		advice:
			'Nothing was sent. Check the Base URL in the credential for typos, and this computer’s network and DNS settings.',
		mayBeDone: false,
		concernsHost: true,
	},
	tls: {
		message:
			'Could not connect securely to the Dialer service: the TLS handshake failed, or the certificate was rejected',
		advice:
			'Nothing was sent. Check that the Base URL in the credential has the right protocol and host, and that no proxy replaces the certificate.',
		mayBeDone: false,
		concernsHost: true,
	},
	noSockets: {
		message: 'This computer has no free network connections left',
		advice:
			'Nothing was sent. Lower “Max Concurrency”, or stop other workflows that keep many connections open.',
		mayBeDone: false,
		concernsHost: false,
	},
	timeout: {
		message: 'The Dialer service did not respond in time',
		advice: `${mayBeProcessed} To wait longer for a response, raise “Timeout (Ms)” in the options.`,
		mayBeDone: true,
		concernsHost: false,
	},
	cutConnection: {
		message: 'The connection was lost before the Dialer service responded',
		advice: mayBeProcessed,
		mayBeDone: true,
		concernsHost: false,
	},
	stopped: {
		message: 'The execution was stopped before this request was sent',
		advice: 'Nothing was sent.',
		mayBeDone: false,
		concernsHost: true,
	},
	unsent: {
		message: 'n8n did not send the request',
		advice:
			'Nothing was sent. Check this node’s credential, and whether your n8n instance restricts which addresses nodes can call.',
		mayBeDone: false,
		concernsHost: true,
	},
	sentEarlier: {
		message:
			'It may have been sent before, by an earlier attempt or another execution of this workflow, but no response was recorded',
		advice: `It was not sent again. ${checkAtVoicenter}`,
		mayBeDone: true,
		concernsHost: false,
	},
	queueNotRead: {
		message: 'Could not read the calls waiting in the campaign',
		advice:
			'This lead was not sent, because “Skip Pending” cannot tell whether it is already waiting. Wait a few minutes, or turn off “Skip Pending”.',
		mayBeDone: false,
		concernsHost: false,
	},
	keysNotStored: {
		message: 'n8n’s database did not store the idempotency keys',
		advice:
			'These leads were not sent. If the workflow is new, save it. Check that n8n’s database works and has free space, and set “Scope” to “Node” in every Remove Duplicates node of this workflow. Then run the workflow again with these leads. If a lead then has the status “unknown”, its key was stored after all: give the lead a new key to send it.',
		mayBeDone: false,
		concernsHost: true,
	},
	queueUnclear: {
		message:
			'The response of the Dialer service does not say which calls are waiting in the campaign',
		advice:
			'Check that you chose the right campaign. If so, ask Voicenter support why its list of waiting calls is incomplete.',
		mayBeDone: false,
		concernsHost: false,
	},
	listUnclear: {
		message: 'The response of the Dialer service has no clear result for this phone number',
		advice: `The Do-Not-Call list may or may not have changed. ${checkAtVoicenter}`,
		mayBeDone: true,
		concernsHost: false,
	},
	callLogUnclear: {
		message: 'The response of the Call Log does not list the calls that it counts',
		advice:
			'Run the workflow again. If this keeps happening, send the response to Voicenter support.',
		mayBeDone: false,
		concernsHost: false,
	},
	callLogTooDense: {
		message: 'There are more calls within two seconds than the Call Log returns in one request',
		advice:
			'Add a filter that finds fewer calls, such as “Phone Numbers”, “Extensions” or “Call Types”.',
		mayBeDone: false,
		concernsHost: false,
	},
	callLogTooLong: {
		message: 'There are more calls in the range of dates than the Call Log returns in one request',
		advice:
			'As a tool, the node sends only one request. Choose a shorter range of dates, add a filter, or turn off “Return All”.',
		mayBeDone: false,
		concernsHost: false,
	},
	unavailableUnclear: {
		message:
			'The Dialer service was not available (HTTP 503), and may or may not have received this request',
		advice: `Some proxies return 503 after they have forwarded a request. ${checkAtVoicenter}`,
		mayBeDone: true,
		concernsHost: false,
	},
	repeatRejected: {
		message: 'The Dialer service rejected the repeated request',
		advice: `The first request, which returned HTTP 503, may have been processed. ${checkAtVoicenter}`,
		mayBeDone: true,
		concernsHost: false,
	},
	internal: {
		message: 'The node failed while processing this lead',
		advice: `${mayBeProcessed} Please report this error to the maintainers of the node.`,
		mayBeDone: true,
		concernsHost: false,
	},
	internalUnsent: {
		message: 'The node failed before sending this lead',
		advice: 'Nothing was sent. Please report this error to the maintainers of the node.',
		mayBeDone: false,
		concernsHost: false,
	},
	forbidden: {
		message: 'The Dialer service rejects requests from this computer (HTTP 403)',
		advice:
			'Allow-list the public IP address of your n8n instance: add it to the API’s allowed addresses in the Voicenter control panel, or ask Voicenter support. On n8n Cloud, addresses change: use a proxy with a fixed address. Nothing was done.',
		mayBeDone: false,
		concernsHost: true,
	},
	notFound: {
		message: 'The Dialer service was not found at this address (HTTP 404)',
		advice:
			'Nothing was done. Check the Base URL in the credential: enter only the address, such as https://api.voicenter.co.il, without a path.',
		mayBeDone: false,
		concernsHost: true,
	},
	redirect: {
		message: 'The address in the credential redirects to another address',
		advice:
			'Nothing was done. Check the Base URL in the credential: it must have the protocol (https) and the host of the Dialer service itself.',
		mayBeDone: false,
		concernsHost: true,
	},
	bulkTooLarge: {
		message: 'The request has too many leads for the Dialer service (HTTP 413)',
		advice: 'Nothing was done. Lower “Batch Size” in the options to send fewer leads per request.',
		mayBeDone: false,
		concernsHost: false,
	},
	tooLarge: {
		message: 'The request is too large for the Dialer service (HTTP 413)',
		advice: 'Nothing was done. Shorten the values of this item, such as its custom variables.',
		mayBeDone: false,
		concernsHost: false,
	},
	urlTooLong: {
		message: 'The request is too long for a URL',
		advice:
			'Nothing was done. Set “Request Format” in the options to “JSON (POST)”, or shorten the values of this item.',
		mayBeDone: false,
		concernsHost: false,
	},
	tooManyRequests: {
		message: 'The Dialer service received too many requests (HTTP 429)',
		advice:
			'Nothing was done. Wait a few minutes. To send fewer requests, lower “Max Concurrency” or use Call: Add Many.',
		mayBeDone: false,
		concernsHost: false,
	},
	unavailable: {
		message: 'The Dialer service is temporarily unavailable (HTTP 503)',
		advice: 'Nothing was done. Wait a few minutes.',
		mayBeDone: false,
		concernsHost: false,
	},
	serverError: {
		message: 'The Dialer service returned a server error',
		advice: mayBeProcessed,
		mayBeDone: true,
		concernsHost: false,
	},
	unexpectedStatus: {
		message: 'The Dialer service returned an unexpected response',
		advice:
			'Check the Base URL in the credential. If it is correct, send this response to Voicenter support.',
		mayBeDone: true,
		concernsHost: false,
	},
	html: {
		message: 'Received a web page instead of a response from the Dialer service',
		advice: `Usually the Base URL in the credential is wrong, or a proxy or firewall responded instead. If the address is correct, the request may have been processed. ${checkAtVoicenter}`,
		mayBeDone: true,
		concernsHost: false,
	},
	empty: {
		message: 'The Dialer service returned an empty response',
		advice: mayBeProcessed,
		mayBeDone: true,
		concernsHost: false,
	},
	cutAnswer: {
		message: 'Could not read the response of the Dialer service: it is incomplete or is not JSON',
		advice: mayBeProcessed,
		mayBeDone: true,
		concernsHost: false,
	},
	noErrorCode: {
		message: 'The response of the Dialer service has no ErrorCode, so the result is unknown',
		advice: `${mayBeProcessed} If this keeps happening, check the Base URL in the credential.`,
		mayBeDone: true,
		concernsHost: false,
	},
	noCallCount: {
		message: 'The Dialer service does not say how many calls are waiting in the campaign',
		advice:
			'The trigger does not treat the queue as empty. Check that you chose the right campaign. If so, ask Voicenter support why neither the campaign list nor the campaign’s details include its number of waiting calls.',
		mayBeDone: false,
		concernsHost: false,
	},
	noCampaignStatus: {
		message: 'The Dialer service does not return the campaign’s status',
		advice:
			'Check that you chose the right campaign. If so, ask Voicenter support why the campaign list has no status for it.',
		mayBeDone: false,
		concernsHost: false,
	},
	campaignDeleted: {
		message: 'The campaign has been deleted',
		advice:
			'A deleted campaign has no queue to watch. Choose another campaign, or deactivate this workflow.',
		mayBeDone: false,
		concernsHost: false,
	},
};

/** Internal error (guide, 6.1): the only code after which the request may have been processed. */
export const internalErrorCode = 3;

/** The Do-Not-Call list's code for an internal error with one phone number (vendor's practice). */
export const phoneInternalErrorCode = 2;

const wrongCampaign: ErrorText = {
	message: 'The campaign code was not accepted',
	advice:
		'Choose the campaign from the list, or copy its code again. Check that the campaign still exists, and that the Account Code in the credential belongs to the account that owns it.',
};

const internalError: ErrorText = {
	message: 'The Dialer service had an internal error',
	advice: mayBeProcessed,
};

const missingField: ErrorText = {
	message: 'The Dialer service reports a missing required field',
	advice:
		'Check that every required field has a value for this item. If so, set “Send Account Code” in the credential to “With Every Request”: the service currently requires it.',
};

const wrongPhoneFormat: ErrorText = {
	message: 'The format of the phone number was not accepted',
	advice:
		'Enter digits only, with the country code (972501234567) or as an Israeli number (0501234567).',
};

/** Codes that mean the same for every method: 1 and 3 (guide), 2 and -2 (vendor's practice). */
const everyMethod: Readonly<Record<number, ErrorText>> = {
	1: wrongCampaign,
	2: missingField,
	[internalErrorCode]: internalError,
	[-2]: wrongPhoneFormat,
};

/** Codes of AddCall (guide, 6.1). Methods about calls share them. */
const callMethods: Readonly<Record<number, ErrorText>> = {
	...everyMethod,
	2: {
		message: 'The phone number was not accepted as a target',
		advice:
			'Check the number: digits only, with the country code (972501234567) or as an Israeli number (0501234567). It may also be empty or incomplete.',
	},
	4: {
		message: 'The caller ID was not accepted',
		advice:
			'Enter a number that your Voicenter account owns, or “Anonymous” to hide it. Or leave “Caller ID” empty to let the dialer choose one.',
	},
};

const wrongAccountCode: ErrorText = {
	message: 'The account code was not accepted',
	advice:
		'Copy the account code from the Voicenter control panel, or ask Voicenter support for it. Then save it as “Account Code” in the credential.',
};

/** Codes of a whole request about the Do-Not-Call list (vendor's practice). */
const doNotCallMethods: Readonly<Record<number, ErrorText>> = {
	1: wrongAccountCode,
	2: {
		message: 'The phone number is missing or was not accepted',
		advice: 'Enter digits only, with the country code (972501234567).',
	},
	[internalErrorCode]: internalError,
};

/** ERROR_NUMBERs of the call log (vendor's practice). */
const callLogCodes: Readonly<Record<number, ErrorText>> = {
	1: {
		message: 'The Call Log received too many requests',
		advice:
			'It takes 30 requests a minute, from all workflows and systems of the account together. Wait a minute, then run the workflow again.',
	},
	2: wrongAccountCode,
	4: faults.forbidden,
	5: {
		message: 'The Call Log did not accept the range of dates',
		advice: 'Check “From” and “To”, and try a shorter range.',
	},
};

/** Codes of one phone number in the answer of the Do-Not-Call list (vendor's practice). */
const ofListedPhone: Readonly<Record<number, ErrorText>> = {
	1: {
		message: 'The Do-Not-Call list did not accept the format of the phone number',
		advice: 'Enter digits only, with the country code (972501234567).',
	},
	[phoneInternalErrorCode]: {
		message: 'The Do-Not-Call list had an internal error with this phone number',
		advice: adviceIfRepeatable(mayBeProcessed),
	},
};

const ofMethod: Partial<Record<MethodName, Readonly<Record<number, ErrorText>>>> = {
	AddCall: callMethods,
	AddCallsBulk: callMethods,
	UpdateCall: callMethods,
	AddBlackList: doNotCallMethods,
	RemoveBulkFromBlacklist: doNotCallMethods,
	CallLog: callLogCodes,
	RemoveCall: {
		...callMethods,
		2: {
			message: 'Could not remove a waiting call with this phone number',
			advice:
				'Check the number and the campaign. The call may already have been made. To see the waiting calls, use Call: Get Many.',
		},
	},
};

/** What an ErrorCode means for a method. GetCampaignList rejects nothing but the account code. */
export function textOfErrorCode(method: MethodName, errorCode: number): ErrorText {
	if (method === 'GetCampaignList' && errorCode !== internalErrorCode) return wrongAccountCode;
	return (ofMethod[method] ?? everyMethod)[errorCode] ?? undocumentedCode;
}

/** What the ErrorCode of one phone number means in the answer of the Do-Not-Call list. */
export const textOfPhoneCode = (errorCode: number): ErrorText =>
	ofListedPhone[errorCode] ?? undocumentedCode;

const undocumentedCode: ErrorText = {
	message: 'The Dialer service rejected the request with an undocumented error code',
	advice: 'Check the service’s response. If it does not help, send it to Voicenter support.',
};
