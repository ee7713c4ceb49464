import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { isRecord } from '../api/json';
import {
	checkCaller,
	readAdmission,
	rememberSecret,
	wrongSecret,
	type Access,
	type AccessDenial,
} from './admission';
import { contentOf, type WebhookRequest } from './body';
import { readEvent, type FoundEvent } from './callEvent';
import { deduplicationOf, type Reservation } from './deduplication';
import { readPayload } from './payload';
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
import {
	passes,
	readSettings,
	type Admission,
	type TriggerSettings,
	type WebhookSecret,
} from './settings';

/** Responds without starting the workflow. */
const respondWith = (body: object): IWebhookResponseData => ({ webhookResponse: body });

function deny(response: WebhookResponse, { status, problem }: AccessDenial): IWebhookResponseData {
	response.status(status).json(notAccepted(problem));
	return { noWebhookResponse: true };
}

/**
 * Handles one request. It always responds in the form that Voicenter expects: an error thrown here
 * would cause an HTTP 500 and a failed execution.
 */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const request: WebhookRequest = context.getRequestObject();
	const response: WebhookResponse = context.getResponseObject();
	let admission: Admission;
	try {
		// In a test run, the user may have changed the secret just now.
		const isTest = context.getMode() === 'manual';
		admission = await readAdmission(context, isTest ? undefined : rememberSecret);
	} catch (error) {
		context.logger.error('The Voicenter Dialer Trigger could not check the caller', { error });
		return deny(response, { status: 403, problem: 'The caller could not be checked' });
	}
	const access = checkCaller(request, admission);
	if ('problem' in access) return deny(response, access);
	try {
		return await handle(context, request, response, { access, secret: admission.secret });
	} catch (error) {
		context.logger.error('The Voicenter Dialer Trigger could not process a request', { error });
		return respondWith(notAccepted('The request could not be processed'));
	}
}

async function handle(
	context: IWebhookFunctions,
	request: WebhookRequest,
	response: WebhookResponse,
	{ access, secret }: { readonly access: Access; readonly secret?: WebhookSecret },
): Promise<IWebhookResponseData> {
	const settings = readSettings(context);
	const read = readPayload(await contentOf(request, secret));
	if (!read.ok) return respondWith(unreadable(read.problem));
	const event = readEvent(read.payload, settings.zone);
	if (!event) {
		return respondWith(unreadable('The record is neither a call notification nor a pop-up'));
	}

	const { found, isPopUp } = event;
	if (!(isPopUp ? access.popUps : access.callEnded)) return deny(response, wrongSecret);
	if (isPopUp) {
		for (const [name, value] of Object.entries(popUpHeaders)) response.setHeader(name, value);
	}
	const reply = isPopUp ? popUpReply : callEndedReply;
	if (!found || !passes(found, settings.filters)) return respondWith(reply);
	const record = settings.simplify ? undefined : read.payload;
	const started = await startEvent(context, response, settings, { found, isPopUp, record });
	return started ?? respondWith(reply);
}

interface EventToStart {
	readonly found: FoundEvent;
	readonly isPopUp: boolean;
	/** The workflow’s input, if it is not the event. */
	readonly record?: object;
}

/** Voicenter waits three seconds (vendor's practice), including the time for the response to arrive. */
const popUpLimitMs = 2600;

const noReservation: Reservation = { settle: () => {} };

/** @returns `undefined` if an earlier delivery of the same event has started the workflow */
async function startEvent(
	context: IWebhookFunctions,
	response: WebhookResponse,
	{ ignoreRepeated, respondWithLastNode }: TriggerSettings,
	{ found, isPopUp, record }: EventToStart,
): Promise<IWebhookResponseData | undefined> {
	// In a test run, the same event may be sent again and again.
	const isDeduplicated = ignoreRepeated && context.getMode() !== 'manual';
	const reservation = isDeduplicated ? await reserve(context, found, isPopUp) : noReservation;
	if (!reservation) return undefined;
	const { conflictsWith } = reservation;
	const item = record ?? { ...found.event, ...(conflictsWith !== undefined && { conflictsWith }) };
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
	{ event, subject }: FoundEvent,
	isPopUp: boolean,
): Promise<Reservation | undefined> => {
	const workflowId = String(context.getWorkflow().id);
	const deduplication = deduplicationOf(workflowId, context.getNode().id, isPopUp);
	return await deduplication.reserve(event.eventId, subject);
};

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
