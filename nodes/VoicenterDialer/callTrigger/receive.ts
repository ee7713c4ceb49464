import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { isRecord } from '../api/json';
import { readAdmission, refusalOf } from './admission';
import { readEvent, type CallEvent } from './callEvent';
import { deduplicationOf, type Claim } from './deduplication';
import { contentOf, readPayload, type WebhookRequest } from './payload';
import {
	ended,
	notTaken,
	poppedUp,
	popUpHeaders,
	popUpScreen,
	takeOverAnswer,
	unreadable,
	type N8nAnswer,
	type Reply,
	type WebhookResponse,
} from './replies';
import { passes, readSettings, type Admission, type TriggerSettings } from './settings';

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

interface EventToStart {
	readonly event: CallEvent;
	readonly isPopUp: boolean;
	/** What the workflow gets. */
	readonly item: object;
}

/** Voicenter waits three seconds for it (vendor's practice); the way back takes some, too. */
const popUpLimitMs = 2600;

const always: Claim = { settle: () => {} };

/** Starts the workflow; `undefined` if a delivery of the same event has started it before. */
async function startEvent(
	context: IWebhookFunctions,
	response: WebhookResponse,
	{ ignoreRepeated, respondWithLastNode }: TriggerSettings,
	{ event, isPopUp, item }: EventToStart,
): Promise<IWebhookResponseData | undefined> {
	// Whoever tries a workflow out sends the same event again and again.
	const isWatched = ignoreRepeated && context.getMode() !== 'manual';
	const claim = isWatched ? await claimOf(context, event) : always;
	if (!claim) return undefined;
	const workflowData = [[{ json: item as IDataObject }]];
	if (!isPopUp && respondWithLastNode) {
		// n8n would wait for the last node of this event, too.
		response.status(200).json(ended);
		claim.settle(true);
		return { workflowData, noWebhookResponse: true };
	}
	const reply = respondWithLastNode ? lastNodeReply : plainReply(isPopUp ? poppedUp : ended);
	const answer = (said: N8nAnswer | undefined): Reply => {
		claim.settle(respondWithLastNode || !said?.isFailure);
		return reply(said);
	};
	// An ended call is delivered again if n8n cannot start it: it is taken when n8n says so.
	takeOverAnswer(response, answer, isPopUp ? popUpLimitMs : undefined);
	return { workflowData };
}

const claimOf = async (
	context: IWebhookFunctions,
	{ eventId }: CallEvent,
): Promise<Claim | undefined> =>
	await deduplicationOf(String(context.getWorkflow().id), context.getNode().id).claim(eventId);

/** With anything but HTTP 200 Voicenter delivers the event again. */
const plainReply =
	(fine: object) =>
	(answer: N8nAnswer | undefined): Reply =>
		answer?.isFailure
			? { status: 500, body: notTaken('n8n could not start the workflow') }
			: { status: 200, body: fine };

/** Also of a workflow that failed or took too long: the agent's screen has to open. */
const lastNodeReply = (answer: N8nAnswer | undefined): Reply => ({
	status: 200,
	body: popUpScreen(answer && !answer.isFailure && isRecord(answer.body) ? answer.body : {}),
});
