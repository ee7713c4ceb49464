import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import type { CallEvent } from '../events/CallEvent';
import { isRecord } from '../transport/isRecord';
import { ended, notTaken, poppedUp, popUpScreen } from '../events/replies';
import type { Claim } from '../events/SeenEvents';
import { seenBy } from './seenBy';
import { takeOverAnswer, type N8nAnswer, type Reply } from './takeOverAnswer';
import type { TriggerSettings } from './TriggerSettings';
import type { WebhookResponse } from './WebhookResponse';

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
export async function startEvent(
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
	await seenBy(String(context.getWorkflow().id), context.getNode().id).claim(eventId);

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
