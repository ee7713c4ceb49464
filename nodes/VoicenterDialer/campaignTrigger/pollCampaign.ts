import type { INodeExecutionData, IPollFunctions, WorkflowActivateMode } from 'n8n-workflow';
import { InputError } from '../api/failure';
import { toNumber, toText } from '../input/values';
import { toNodeError, type Obstacle } from '../n8n/nodeErrors';
import { ask } from '../n8n/sender';
import {
	fetchCampaignState,
	detect,
	recall,
	remember,
	type CampaignEvent,
	type CampaignState,
	type Memory,
	type Watch,
} from './campaignState';

/**
 * Returns an item when the event fires. A test run in the editor always returns the current state and
 * stores nothing.
 * @throws NodeApiError or NodeOperationError; the stored state does not change
 */
export async function pollCampaign(
	context: IPollFunctions,
): Promise<INodeExecutionData[][] | null> {
	if (context.getMode() === 'manual') return await checkCampaign(context, true);
	const key = `${context.getWorkflow().id}:${context.getNode().id}`;
	return await oneAtATime(
		key,
		async () =>
			await tolerateFailedFirstPoll(context, async () => await checkCampaign(context, false)),
	);
}

async function checkCampaign(
	context: IPollFunctions,
	isTest: boolean,
): Promise<INodeExecutionData[][] | null> {
	const fail = (obstacle: Obstacle) => toNodeError(context.getNode(), obstacle);
	const watch = watchOf(context, fail);
	const now = await fetchCampaignState(
		async (request) => await ask(context, request),
		watch.campaign,
	);
	const data = context.getWorkflowStaticData('node');
	const before = recall(data, watch);
	const detection = detect(watch, before, now);
	if ('failure' in detection) throw fail(detection.failure);
	if (isTest) return [[itemOf(watch, now, before)]];
	remember(data, watch, detection.memory);
	return detection.fires ? [[itemOf(watch, now, before)]] : null;
}

function watchOf(context: IPollFunctions, fail: (obstacle: Obstacle) => Error): Watch {
	try {
		return readWatch(context);
	} catch (error) {
		throw fail(InputError.from(error));
	}
}

function itemOf(
	{ event, campaign }: Watch,
	{ name, status, pendingCalls }: CampaignState,
	before: Memory | undefined,
): INodeExecutionData {
	const previous = before ? { status: before.status, pendingCalls: before.pendingCalls } : null;
	return { json: { event, campaign, name, status, pendingCalls, previous } };
}

/** @throws InputError naming the field */
function readWatch(context: IPollFunctions): Watch {
	const event = context.getNodeParameter('event') as CampaignEvent;
	const chosen = context.getNodeParameter('campaign', '', { extractValue: true }) ?? '';
	const campaign = toText(chosen, 'Campaign').trim();
	if (campaign === '') {
		throw new InputError('“Campaign” is empty', 'Choose the campaign to watch.');
	}
	const threshold =
		event === 'queueLow' ? toNumber(context.getNodeParameter('threshold'), 'Threshold') : 0;
	return { event, campaign, threshold };
}

/** n8n itself activates the workflow, so no user sees an error and tries again. */
const startModes: ReadonlySet<WorkflowActivateMode> = new Set(['init', 'leadershipChange']);

const polled = new WeakSet<IPollFunctions>();

/**
 * When n8n starts, the first poll must not fail: n8n (2.41) gives up on a trigger whose first poll
 * fails for 15 seconds, until a user publishes the workflow again. The next poll reports the error.
 */
async function tolerateFailedFirstPoll<T>(
	context: IPollFunctions,
	poll: () => Promise<T>,
): Promise<T | null> {
	const isStart = startModes.has(context.getActivationMode()) && !polled.has(context);
	polled.add(context);
	if (!isStart) return await poll();
	try {
		return await poll();
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		context.logger.warn(
			`The first poll of “${context.getNode().name}” failed. It tries again at its next poll: ${reason}`,
		);
		return null;
	}
}

const running = new Set<string>();

/** Skips a poll while the previous one is running: n8n starts polls on schedule regardless. */
async function oneAtATime<T>(key: string, run: () => Promise<T>): Promise<T | null> {
	if (running.has(key)) return null;
	running.add(key);
	try {
		return await run();
	} finally {
		running.delete(key);
	}
}
