import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { passes } from '../events/Filters';
import { readEvent } from '../events/readEvent';
import { readPayload } from '../events/readPayload';
import { ended, notTaken, popUpHeaders, poppedUp, unreadable } from '../events/replies';
import { contentOf } from './contentOf';
import { readAdmission } from './readAdmission';
import { readSettings } from './readSettings';
import { refusalOf } from './refusalOf';
import { startEvent } from './startEvent';
import type { Admission } from './TriggerSettings';
import type { WebhookRequest } from './WebhookRequest';
import type { WebhookResponse } from './WebhookResponse';

/** Answers without starting the workflow. */
const say = (body: object): IWebhookResponseData => ({ webhookResponse: body });

/**
 * One request of Voicenter's. Whatever it holds, the answer is one that Voicenter knows: an error
 * thrown here would be an HTTP 500 and an execution that failed.
 */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const request: WebhookRequest = context.getRequestObject();
	const response: WebhookResponse = context.getResponseObject();
	const refuse = (status: 401 | 403, problem: string): IWebhookResponseData => {
		response.status(status).json(notTaken(problem));
		return { noWebhookResponse: true };
	};
	let admission: Admission;
	try {
		admission = await readAdmission(context);
	} catch (error) {
		context.logger.error('The Voicenter Dialer Trigger cannot check its callers', { error });
		return refuse(403, 'The caller cannot be checked');
	}
	const refusal = refusalOf(request, admission);
	if (refusal) return refuse(refusal.status, refusal.problem);
	try {
		return await take(context, request, response, admission);
	} catch (error) {
		context.logger.error('The Voicenter Dialer Trigger could not take a request', { error });
		return say(notTaken('The request could not be taken'));
	}
}

async function take(
	context: IWebhookFunctions,
	request: WebhookRequest,
	response: WebhookResponse,
	{ secret }: Admission,
): Promise<IWebhookResponseData> {
	const settings = readSettings(context);
	const read = readPayload(await contentOf(request, secret));
	if (!read.ok) return say(unreadable(read.problem));
	const found = readEvent(read.payload, settings.zone);
	if (!found) return say(unreadable('This is neither a call notification nor a pop-up'));

	const { event, isPopUp, callType } = found;
	if (isPopUp) {
		for (const [name, value] of Object.entries(popUpHeaders)) response.setHeader(name, value);
	}
	const fine = isPopUp ? poppedUp : ended;
	if (!event || !passes(event, callType, settings.filters)) return say(fine);
	const item = settings.simplify ? event : read.payload;
	const started = await startEvent(context, response, settings, { event, isPopUp, item });
	return started ?? say(fine);
}
