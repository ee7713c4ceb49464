import type { MethodName } from './methods';

/** What happened, and what to do about it, for someone who does not read code. */
export interface ErrorText {
	readonly message: string;
	readonly advice: string;
}

/** How a request can go wrong other than by an ErrorCode. */
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
	/** The service may have done what the request asked for, although no answer says so. */
	readonly mayBeDone: boolean;
	/** The next request would meet the same: the host cannot be reached or refuses this computer. */
	readonly concernsHost: boolean;
}

const checkAtVoicenter =
	'Look for it in the campaign (call: Get Many) or in the Voicenter control panel before you send it again.';

/** For leads that were not sent: a new execution would send those too that were accepted before. */
export const sendTheRest = {
	ifStopped:
		'Press Retry in the list of executions: it sends only what was not accepted. (A new execution sends every lead again, unless Add Many has an Idempotency Key.)',
	/** n8n has no Retry for an execution that succeeded. */
	ifContinued:
		'To send it, run the workflow with the leads that were not sent alone. (A new execution sends every lead again, unless Add Many has an Idempotency Key.)',
};

export const faults: Readonly<Record<FaultKind, Fault>> = {
	refused: {
		message: 'The Dialer service could not be reached: the connection was refused',
		advice:
			'Nothing was sent. Check the Base URL in the credential, and that this computer can reach it (firewall, proxy, network).',
		mayBeDone: false,
		concernsHost: true,
	},
	dns: {
		message: 'The Dialer service could not be found: its host name is not known',
		advice:
			'Nothing was sent. Check the Base URL in the credential for a typing slip, and this computer’s network and DNS.',
		mayBeDone: false,
		concernsHost: true,
	},
	tls: {
		message:
			'No secure connection to the Dialer service: the TLS handshake failed, or its certificate was not accepted',
		advice:
			'Nothing was sent. Check that the Base URL in the credential starts with the right protocol and host, and that no proxy in between replaces the certificate.',
		mayBeDone: false,
		concernsHost: true,
	},
	noSockets: {
		message: 'This computer has no free network connection left',
		advice:
			'Nothing was sent. Set “Max Concurrency” lower, or stop other workflows that hold many connections.',
		mayBeDone: false,
		concernsHost: false,
	},
	timeout: {
		message: 'The Dialer service did not answer in time',
		advice: `The request may have been carried out all the same. ${checkAtVoicenter} “Timeout” in the options sets how long to wait.`,
		mayBeDone: true,
		concernsHost: false,
	},
	cutConnection: {
		message: 'The connection broke before the Dialer service answered',
		advice: `The request may have been carried out all the same. ${checkAtVoicenter}`,
		mayBeDone: true,
		concernsHost: false,
	},
	stopped: {
		message: 'The execution was stopped before this request was sent',
		advice: 'Nothing was sent for it.',
		mayBeDone: false,
		concernsHost: true,
	},
	unsent: {
		message: 'n8n did not send the request',
		advice:
			'Nothing was sent. Check the credential of this node, and whether this n8n restricts which addresses may be called.',
		mayBeDone: false,
		concernsHost: true,
	},
	sentEarlier: {
		message:
			'It may have been sent before, by an earlier try or another execution of this workflow, and no answer is on record',
		advice: `It is not sent again. ${checkAtVoicenter}`,
		mayBeDone: true,
		concernsHost: false,
	},
	queueNotRead: {
		message: 'The calls that wait in the campaign could not be read',
		advice:
			'Nothing was sent for this lead: without them, “Skip Pending” cannot tell whether it is waiting already. Wait some minutes, or switch “Skip Pending” off.',
		mayBeDone: false,
		concernsHost: false,
	},
	keysNotStored: {
		message: 'n8n’s database did not store the idempotency keys',
		advice:
			'Nothing was sent for these leads. Save the workflow if it is new, check that n8n’s database works and has room, and set the “Scope” of all Remove Duplicates nodes in this workflow to “Node”. Then run the workflow with them again. What comes out as “unknown” then was stored after all: give it a new key to send it.',
		mayBeDone: false,
		concernsHost: true,
	},
	queueUnclear: {
		message: 'The answer of the Dialer service does not say which calls wait in the campaign',
		advice:
			'Check that the right campaign is chosen. If so, ask Voicenter support why the list of its waiting calls is incomplete.',
		mayBeDone: false,
		concernsHost: false,
	},
	unavailableUnclear: {
		message:
			'The Dialer service was not available (HTTP 503), and it is not clear whether it got this request',
		advice: `Some proxies answer 503 after they passed a request on. ${checkAtVoicenter}`,
		mayBeDone: true,
		concernsHost: false,
	},
	repeatRejected: {
		message: 'The Dialer service rejected the repeated request',
		advice: `The first one, answered with HTTP 503, may have been carried out. ${checkAtVoicenter}`,
		mayBeDone: true,
		concernsHost: false,
	},
	internal: {
		message: 'The node failed while it handled this lead',
		advice: `The request may have been carried out all the same. ${checkAtVoicenter} Please report this error to the maintainers of the node.`,
		mayBeDone: true,
		concernsHost: false,
	},
	internalUnsent: {
		message: 'The node failed before it sent this lead',
		advice: 'Nothing was sent for it. Please report this error to the maintainers of the node.',
		mayBeDone: false,
		concernsHost: false,
	},
	forbidden: {
		message: 'The Dialer service refuses requests from this computer (HTTP 403)',
		advice:
			'The public IP address of this n8n has to be allow-listed: add it to the API’s allowed addresses in the Voicenter control panel, or ask Voicenter support to. On n8n Cloud, the addresses change; a fixed one needs a proxy. Nothing was done.',
		mayBeDone: false,
		concernsHost: true,
	},
	notFound: {
		message: 'There is no Dialer service at this address (HTTP 404)',
		advice:
			'Nothing was done. Check the Base URL in the credential: it is the address alone, such as https://api.voicenter.co.il, without a path.',
		mayBeDone: false,
		concernsHost: true,
	},
	redirect: {
		message: 'The address in the credential points to another one',
		advice:
			'Nothing was done. Check the Base URL in the credential: the protocol (https) and the host have to be those of the Dialer service itself.',
		mayBeDone: false,
		concernsHost: true,
	},
	bulkTooLarge: {
		message: 'The request has too many leads for the Dialer service (HTTP 413)',
		advice:
			'Nothing was done. Set “Batch Size” in the options lower, so that fewer leads go in one request.',
		mayBeDone: false,
		concernsHost: false,
	},
	tooLarge: {
		message: 'The request is too large for the Dialer service (HTTP 413)',
		advice: 'Nothing was done. Shorten the texts of this item, such as its custom variables.',
		mayBeDone: false,
		concernsHost: false,
	},
	urlTooLong: {
		message: 'The request is too long to be sent in a URL',
		advice:
			'Nothing was done. Set “Request Format” in the options to “JSON (POST)”, or shorten the texts of this item.',
		mayBeDone: false,
		concernsHost: false,
	},
	tooManyRequests: {
		message: 'The Dialer service asks for fewer requests (HTTP 429)',
		advice:
			'Nothing was done. Set “Max Concurrency” lower, use Add Many for many leads, and wait some minutes.',
		mayBeDone: false,
		concernsHost: false,
	},
	unavailable: {
		message: 'The Dialer service is not available just now (HTTP 503)',
		advice: 'Nothing was done. Wait some minutes.',
		mayBeDone: false,
		concernsHost: false,
	},
	serverError: {
		message: 'The Dialer service broke off with an error of its own',
		advice: `The request may have been carried out all the same. ${checkAtVoicenter}`,
		mayBeDone: true,
		concernsHost: false,
	},
	unexpectedStatus: {
		message: 'The Dialer service answered in a way that the API does not describe',
		advice:
			'Check the Base URL in the credential. If it is right, show Voicenter support what the service said.',
		mayBeDone: true,
		concernsHost: false,
	},
	html: {
		message: 'A web page came back instead of an answer of the Dialer service',
		advice: `Often the Base URL in the credential is wrong, or a proxy or firewall answers in its place. If the address is right, the request may have been carried out. ${checkAtVoicenter}`,
		mayBeDone: true,
		concernsHost: false,
	},
	empty: {
		message: 'The Dialer service sent an empty answer',
		advice: `The request may have been carried out all the same. ${checkAtVoicenter}`,
		mayBeDone: true,
		concernsHost: false,
	},
	cutAnswer: {
		message: 'The answer of the Dialer service could not be read: it is cut off or is not JSON',
		advice: `The request may have been carried out all the same. ${checkAtVoicenter}`,
		mayBeDone: true,
		concernsHost: false,
	},
	noErrorCode: {
		message: 'The answer of the Dialer service has no ErrorCode, so it does not say what happened',
		advice: `The request may have been carried out all the same. ${checkAtVoicenter} If this goes on, check the Base URL in the credential.`,
		mayBeDone: true,
		concernsHost: false,
	},
	noCallCount: {
		message: 'The Dialer service does not say how many calls wait in the campaign',
		advice:
			'The queue is not taken for empty. Check that the right campaign is chosen. If so, ask Voicenter support why neither the campaign list nor the campaign’s details give its number of waiting calls.',
		mayBeDone: false,
		concernsHost: false,
	},
	noCampaignStatus: {
		message: 'The Dialer service does not say which status the campaign has',
		advice:
			'Check that the right campaign is chosen. If so, ask Voicenter support why the campaign list gives no status for it.',
		mayBeDone: false,
		concernsHost: false,
	},
	campaignDeleted: {
		message: 'The campaign is deleted',
		advice:
			'A deleted campaign has no queue to watch. Choose another campaign, or switch this workflow off.',
		mayBeDone: false,
		concernsHost: false,
	},
};

/** The guide's code for an internal error: the only one after which the work may be done. */
export const internalErrorCode = 3;

const wrongCampaign: ErrorText = {
	message: 'The campaign code was not accepted',
	advice:
		'Choose the campaign from the list, or copy its code again. Check that it is not deleted, and that the account code in the credential belongs to the account that owns it.',
};

const internalError: ErrorText = {
	message: 'The Dialer service met an internal error',
	advice: `Whether it was carried out is not known. ${checkAtVoicenter}`,
};

const missingField: ErrorText = {
	message: 'The Dialer service misses a required field',
	advice:
		'Check that every required field has a value for this item. If so, check “Send Account Code” in the credential: the service asks for the account code on every request today.',
};

const wrongPhoneFormat: ErrorText = {
	message: 'The format of the phone number was not accepted',
	advice:
		'Write it with country code and digits only, e.g. 972501234567, or as an Israeli number, e.g. 0501234567.',
};

/** Codes that mean the same for every method (vendor's practice, and the guide's 1 and 3). */
const everyMethod: Readonly<Record<number, ErrorText>> = {
	1: wrongCampaign,
	2: missingField,
	[internalErrorCode]: internalError,
	[-2]: wrongPhoneFormat,
};

/** Codes of AddCall (guide, 6.1), which its kin share. */
const callMethods: Readonly<Record<number, ErrorText>> = {
	...everyMethod,
	2: {
		message: 'The phone number was not accepted as a target',
		advice:
			'Check the number: digits only, with country code (972501234567) or as an Israeli number (0501234567). An empty or cut number gives this too.',
	},
	4: {
		message: 'The caller ID was not accepted',
		advice:
			'Use a number that your Voicenter account owns, “Anonymous” to hide it, or leave it empty: then the dialer picks one.',
	},
};

const wrongAccountCode: ErrorText = {
	message: 'The account code was not accepted',
	advice:
		'Copy the account code again from the Voicenter control panel, or ask Voicenter support for it, and save it in the credential.',
};

const ofMethod: Partial<Record<MethodName, Readonly<Record<number, ErrorText>>>> = {
	AddCall: callMethods,
	AddCallsBulk: callMethods,
	UpdateCall: callMethods,
	RemoveCall: {
		...callMethods,
		2: {
			message: 'No waiting call with this phone number could be removed',
			advice:
				'Check the number and the campaign. The call may have been made already: call: Get Many shows what is waiting.',
		},
	},
};

/** What a code of the service means for a method; GetCampaignList only ever rejects the account. */
export function textOfErrorCode(method: MethodName, errorCode: number): ErrorText {
	if (method === 'GetCampaignList' && errorCode !== internalErrorCode) return wrongAccountCode;
	return (
		(ofMethod[method] ?? everyMethod)[errorCode] ?? {
			message: `The Dialer service said no, with a code that its guide does not list`,
			advice:
				'What the service said is the best hint. If it is not clear, show it to Voicenter support.',
		}
	);
}
