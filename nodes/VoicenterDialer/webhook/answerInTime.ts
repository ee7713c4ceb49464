import { sleep } from 'n8n-workflow';
import type { WebhookResponse } from './WebhookResponse';

/** What n8n was about to send: once the workflow has been started, or with its last node's item. */
export interface N8nAnswer {
	readonly isFailure: boolean;
	readonly body: unknown;
}

export interface Reply {
	readonly status: number;
	readonly body: object;
}

/** Voicenter gives up after three seconds (vendor's practice); the way back takes some, too. */
const timeLimitMs = 2600;

/**
 * Leaves it to n8n when to answer, but not what; and answers by itself where n8n takes longer than
 * the caller waits. n8n has no setting for either: its answer is taken from the response's own
 * `json` and `send`, and whatever it sends after the time limit goes nowhere.
 *
 * @param translate makes the reply out of n8n's answer; of `undefined` when the time was up
 */
export function answerInTime(
	response: WebhookResponse,
	translate: (answer: N8nAnswer | undefined) => Reply,
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
	void sleep(timeLimitMs).then(() => answer(undefined));
}
