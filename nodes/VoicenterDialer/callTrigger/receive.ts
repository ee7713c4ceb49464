import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { isRecord } from '../api/json';
import { checkCaller, readAdmission, rememberSecret } from './admission';
import { readEvent, type CallEvent } from './callEvent';
import { deduplicationOf, type Reservation } from './deduplication';
import { contentOf, readPayload, type WebhookRequest } from './payload';
import {
	callEndedReply,
	interceptResponse,
	notAccepted,
	popUpHeaders,
	popUpReply,
	popUpScreen,
	unreadable,
	type N8nAnswer,
	type Reply,
	type WebhookResponse,
} from './replies';
import { passes, readSettings, type Admission, type TriggerSettings } from './settings';

/** Responds without starting the workflow. */
const respondWith = (body: object): IWebhookResponseData => ({ webhookResponse: body });

/**
 * Handles one request. It always responds in the form that Voicenter expects: an error thrown here
 * would cause an HTTP 500 and a failed execution.
 */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const request: WebhookRequest = context.getRequestObject();
	const response: WebhookResponse = context.getResponseObject();
	const deny = (status: 401 | 403, problem: string): IWebhookResponseData => {
		response.status(status).json(notAccepted(problem));
		return { noWebhookResponse: true };
	};
	let admission: Admission;
	try {
		// In a test run, the user may have changed the secret just now.
		const isTest = context.getMode() === 'manual';
		admission = await readAdmission(context, isTest ? undefined : rememberSecret);
	} catch (error) {
		context.logger.error('The Voicenter Dialer Trigger could not check the caller', { error });
		return deny(403, 'The caller could not be checked');
	}
	const denial = checkCaller(request, admission);
	if (denial) return deny(denial.status, denial.problem);
	try {
		return await handle(context, request, response, admission);
	} catch (error) {
		context.logger.error('The Voicenter Dialer Trigger could not process a request', { error });
		return respondWith(notAccepted('The request could not be processed'));
	}
}

async function handle(
	context: IWebhookFunctions,
	request: WebhookRequest,
	response: WebhookResponse,
	{ secret }: Admission,
): Promise<IWebhookResponseData> {
	const settings = readSettings(context);
	const read = readPayload(await contentOf(request, secret));
	if (!read.ok) return respondWith(unreadable(read.problem));
	const found = readEvent(read.payload, settings.zone);
	if (!found) {
		return respondWith(unreadable('The record is neither a call notification nor a pop-up'));
	}

	const { event, isPopUp, callType } = found;
	if (isPopUp) {
		for (const [name, value] of Object.entries(popUpHeaders)) response.setHeader(name, value);
	}
	const reply = isPopUp ? popUpReply : callEndedReply;
	if (!event || !passes(event, callType, settings.filters)) return respondWith(reply);
	const item = settings.simplify ? event : read.payload;
	const started = await startEvent(context, response, settings, { event, isPopUp, item });
	return started ?? respondWith(reply);
}

interface EventToStart {
	readonly event: CallEvent;
	readonly isPopUp: boolean;
	/** The workflow’s input. */
	readonly item: object;
}

/** Voicenter waits three seconds (vendor's practice), including the time for the response to arrive. */
const popUpLimitMs = 2600;

const noReservation: Reservation = { settle: () => {} };

/** @returns `undefined` if an earlier delivery of the same event has started the workflow */
async function startEvent(
	context: IWebhookFunctions,
	response: WebhookResponse,
	{ ignoreRepeated, respondWithLastNode }: TriggerSettings,
	{ event, isPopUp, item }: EventToStart,
): Promise<IWebhookResponseData | undefined> {
	// In a test run, the same event may be sent again and again.
	const isDeduplicated = ignoreRepeated && context.getMode() !== 'manual';
	const reservation = isDeduplicated ? await reserve(context, event) : noReservation;
	if (!reservation) return undefined;
	const workflowData = [[{ json: item as IDataObject }]];
	if (!isPopUp && respondWithLastNode) {
		// Otherwise n8n would wait for the last node here, too.
		response.status(200).json(callEndedReply);
		reservation.settle(true);
		return { workflowData, noWebhookResponse: true };
	}
	const replyFor = respondWithLastNode
		? lastNodeReply
		: plainReply(isPopUp ? popUpReply : callEndedReply);
	const translate = (answer: N8nAnswer | undefined): Reply => {
		reservation.settle(respondWithLastNode || !answer?.isFailure);
		return replyFor(answer);
	};
	// Voicenter must deliver the event again if n8n cannot start the workflow, so wait for n8n's answer.
	interceptResponse(response, translate, isPopUp ? popUpLimitMs : undefined);
	return { workflowData };
}

const reserve = async (
	context: IWebhookFunctions,
	{ eventId }: CallEvent,
): Promise<Reservation | undefined> =>
	await deduplicationOf(String(context.getWorkflow().id), context.getNode().id).reserve(eventId);

/** Voicenter repeats a delivery unless the response is HTTP 200. */
const plainReply =
	(fine: object) =>
	(answer: N8nAnswer | undefined): Reply =>
		answer?.isFailure
			? { status: 500, body: notAccepted('n8n could not start the workflow') }
			: { status: 200, body: fine };

/** The agent's screen must open even if the workflow failed or took too long. */
const lastNodeReply = (answer: N8nAnswer | undefined): Reply => ({
	status: 200,
	body: popUpScreen(answer && !answer.isFailure && isRecord(answer.body) ? answer.body : {}),
});
