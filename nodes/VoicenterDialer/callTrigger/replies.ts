import { sleep } from 'n8n-workflow';
import type { Payload } from './payload';

/** The bodies that the vendor expects (vendor's practice). */
export const callEndedReply = { Err: 0, Errdesc: 'OK' };
export const popUpReply = { STATUS: 'OK' };

/** The vendor's Err 1: the record is invalid. */
export const unreadable = (problem: string) => ({ Err: 1, Errdesc: problem });

/** The vendor's Err 2: the record is valid, but it was not accepted. */
export const notAccepted = (problem: string) => ({ Err: 2, Errdesc: problem });

/** The vendor's browser extension sends pop-ups from the agent's computer. */
export const popUpHeaders = {
	'Access-Control-Allow-Origin': 'chrome-extension://ifiaikfdhcagbagdeflffjdammidpbio',
	'Access-Control-Allow-Headers': 'Content-Type',
};

const screenFields = ['URL', 'CLIENTNAME', 'COMPANY', 'TOTAL'];

/** The reply for the agent's screen, from the workflow's output. Its browser opens web pages only. */
export function popUpScreen(item: Payload): Payload {
	const fields = screenFields.filter(
		(name) =>
			['string', 'number', 'boolean'].includes(typeof item[name]) &&
			(name !== 'URL' || /^https?:\/\//i.test(String(item[name]))),
	);
	return { ...popUpReply, ...Object.fromEntries(fields.map((name) => [name, item[name]])) };
}

/** What n8n was about to send when the workflow started or its last node finished. */
export interface N8nAnswer {
	readonly isFailure: boolean;
	readonly body: unknown;
}

export interface Reply {
	readonly status: number;
	readonly body: object;
}

/**
 * Replaces n8n's response with a reply of our own, sent when n8n responds or when the time limit is
 * reached. n8n has no setting for this, so the response's `json` and `send` are overridden. Anything
 * that n8n sends after the time limit is discarded.
 *
 * @param translate turns n8n's answer into the reply; gets `undefined` at the time limit
 * @param timeLimitMs no limit if omitted
 */
export function interceptResponse(
	response: WebhookResponse,
	translate: (answer: N8nAnswer | undefined) => Reply,
	timeLimitMs?: number,
): void {
	const { json, send, setHeader } = response;
	let isAnswered = false;
	const respond = (answer: N8nAnswer | undefined): WebhookResponse => {
		if (isAnswered) return response;
		isAnswered = true;
		// Express's json calls the other two.
		Object.assign(response, { json, send, setHeader });
		const { status, body } = translate(answer);
		if (!response.headersSent) response.status(status).json(body);
		const discard = () => response;
		return Object.assign(response, { json: discard, send: discard, setHeader: discard });
	};
	const intercept = (body: unknown) => respond({ isFailure: response.statusCode >= 400, body });
	Object.assign(response, { json: intercept, send: intercept });
	if (timeLimitMs !== undefined) void sleep(timeLimitMs).then(() => respond(undefined));
}

/** The part of Express's response in use. */
export interface WebhookResponse {
	readonly headersSent: boolean;
	statusCode: number;
	status(code: number): WebhookResponse;
	json(body: unknown): WebhookResponse;
	send(body: unknown): WebhookResponse;
	setHeader(name: string, value: string): unknown;
}
