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
