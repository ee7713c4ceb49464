import type { INodeExecutionData, IPollFunctions, WorkflowActivateMode } from 'n8n-workflow';
import { InputError } from '../api/failure';
import { toNumber, toText } from '../input/values';
import { toNodeError, type Obstacle } from '../n8n/nodeErrors';
import { ask } from '../n8n/sender';
import {
	askCampaign,
	detect,
	recall,
	remember,
	type CampaignEvent,
	type CampaignState,
	type Memory,
	type Watch,
} from './campaignState';

/**
 * One poll: gives out an item when the watched state is entered. A test run from the editor gives
 * out the present state, whatever it is, and changes nothing.
 * @throws NodeApiError or NodeOperationError; what was seen before stays as it was
 */
export async function pollCampaign(
	context: IPollFunctions,
): Promise<INodeExecutionData[][] | null> {
	if (context.getMode() === 'manual') return await look(context, true);
	const key = `${context.getWorkflow().id}:${context.getNode().id}`;
	return await oneAtATime(
		key,
		async () => await tolerateFailedFirstPoll(context, async () => await look(context, false)),
	);
}

async function look(
	context: IPollFunctions,
	isTest: boolean,
): Promise<INodeExecutionData[][] | null> {
	const fail = (obstacle: Obstacle) => toNodeError(context.getNode(), obstacle);
	const watch = watchOf(context, fail);
	const now = await askCampaign(async (request) => await ask(context, request), watch.campaign);
	const data = context.getWorkflowStaticData('node');
	const before = recall(data, watch);
	const judgement = detect(watch, before, now);
	if ('failure' in judgement) throw fail(judgement.failure);
	if (isTest) return [[itemOf(watch, now, before)]];
	remember(data, watch, judgement.memory);
	return judgement.fires ? [[itemOf(watch, now, before)]] : null;
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
		throw new InputError('“Campaign” is empty', 'Choose the campaign that is to be watched.');
	}
	const threshold =
		event === 'queueLow' ? toNumber(context.getNodeParameter('threshold'), 'Threshold') : 0;
	return { event, campaign, threshold };
}

/** n8n itself starts the workflow, and nobody is there who could do it again. */
const startModes: ReadonlySet<WorkflowActivateMode> = new Set(['init', 'leadershipChange']);

const polled = new WeakSet<IPollFunctions>();

/**
 * When n8n starts, the first poll does not fail: n8n (2.41) gives up a trigger whose first poll
 * fails for 15 seconds, and starts it only when somebody publishes the workflow again. The next
 * poll, which n8n does make, says what is wrong.
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
		context.logger.warn(`“${context.getNode().name}” asks again at its next poll: ${reason}`);
		return null;
	}
}

const running = new Set<string>();

/**
 * Does nothing while an earlier run of the same key is under way: n8n starts the next poll when it
 * is due, whether or not the last one has come to its end.
 */
async function oneAtATime<T>(key: string, run: () => Promise<T>): Promise<T | null> {
	if (running.has(key)) return null;
	running.add(key);
	try {
		return await run();
	} finally {
		running.delete(key);
	}
}
