import type { IPollFunctions, INodeExecutionData } from 'n8n-workflow';
import { ask } from '../routing/ask';
import { toNodeError, type Obstacle } from '../routing/failedItem';
import { InputError } from '../transport/InputError';
import { askCampaign } from './askCampaign';
import type { Campaign } from './Campaign';
import { judge } from './judge';
import { recall, remember, type Memory } from './Memory';
import { oneAtATime } from './oneAtATime';
import { readWatch } from './readWatch';
import { surviveStart } from './surviveStart';
import type { Watch } from './Watch';

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
		async () => await surviveStart(context, async () => await look(context, false)),
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
	const judgement = judge(watch, before, now);
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
	{ name, status, pendingCalls }: Campaign,
	before: Memory | undefined,
): INodeExecutionData {
	const previous = before ? { status: before.status, pendingCalls: before.pendingCalls } : null;
	return { json: { event, campaign, name, status, pendingCalls, previous } };
}
