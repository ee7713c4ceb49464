import { sleep } from 'n8n-workflow';
import type { Payload } from './payload';

/** What the vendor expects back (vendor's practice). */
export const ended = { Err: 0, Errdesc: 'OK' };
export const poppedUp = { STATUS: 'OK' };

/** The vendor's Err 1: the record could not be read. */
export const unreadable = (problem: string) => ({ Err: 1, Errdesc: problem });

/** The vendor's Err 2: nothing is wrong with the record. */
export const notTaken = (problem: string) => ({ Err: 2, Errdesc: problem });

/** A pop-up is sent by the vendor's browser extension, from the agent's computer. */
export const popUpHeaders = {
	'Access-Control-Allow-Origin': 'chrome-extension://ifiaikfdhcagbagdeflffjdammidpbio',
	'Access-Control-Allow-Headers': 'Content-Type',
};

const shownNames = ['URL', 'CLIENTNAME', 'COMPANY', 'TOTAL'];

/** What the agent's screen shall show, out of what a workflow gave. */
export function popUpScreen(item: Payload): Payload {
	const shown = shownNames.filter((name) =>
		['string', 'number', 'boolean'].includes(typeof item[name]),
	);
	return { ...poppedUp, ...Object.fromEntries(shown.map((name) => [name, item[name]])) };
}

/** What n8n was about to send: once the workflow has been started, or with its last node's item. */
export interface N8nAnswer {
	readonly isFailure: boolean;
	readonly body: unknown;
}

export interface Reply {
	readonly status: number;
	readonly body: object;
}

/**
 * Leaves it to n8n when to answer, but not what; and answers by itself if n8n takes longer than the
 * caller waits. n8n has no setting for either: its answer is taken from the response's own `json`
 * and `send`, and whatever it sends after the time limit goes nowhere.
 *
 * @param translate makes the reply out of n8n's answer; of `undefined` when the time was up
 * @param timeLimitMs absent: however long it takes
 */
export function takeOverAnswer(
	response: WebhookResponse,
	translate: (answer: N8nAnswer | undefined) => Reply,
	timeLimitMs?: number,
): void {
	const { json, send, setHeader } = response;
	let isAnswered = false;
	const answer = (said: N8nAnswer | undefined): WebhookResponse => {
		if (isAnswered) return response;
		isAnswered = true;
		// Express's json calls the others.
		Object.assign(response, { json, send, setHeader });
		const { status, body } = translate(said);
		if (!response.headersSent) response.status(status).json(body);
		const ignore = () => response;
		return Object.assign(response, { json: ignore, send: ignore, setHeader: ignore });
	};
	const take = (body: unknown) => answer({ isFailure: response.statusCode >= 400, body });
	Object.assign(response, { json: take, send: take });
	if (timeLimitMs !== undefined) void sleep(timeLimitMs).then(() => answer(undefined));
}

/** What is used of the response that n8n hands to a webhook (Express's). */
export interface WebhookResponse {
	readonly headersSent: boolean;
	statusCode: number;
	status(code: number): WebhookResponse;
	json(body: unknown): WebhookResponse;
	send(body: unknown): WebhookResponse;
	setHeader(name: string, value: string): unknown;
}
