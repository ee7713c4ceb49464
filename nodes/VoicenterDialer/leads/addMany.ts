import {
	sleep,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';
import { addMany as operation } from '../resources/call/addMany';
import { failedItem, toNodeError } from '../routing/failedItem';
import type { Credential } from '../routing/nodeExecution';
import { readerOf } from '../routing/readerOf';
import { toRequest } from '../routing/toRequest';
import { addAccountCode } from '../transport/addAccountCode';
import { encodeBulk } from '../transport/encode';
import type { Failure } from '../transport/failure';
import { InputError } from '../transport/InputError';
import { canonicalPhoneNumber } from '../transport/phone';
import type { HttpAnswer } from '../transport/readAnswer';
import type { Connection } from '../transport/sendRequest';
import { readAddManyOptions, type AddManyOptions } from './addManyOptions';
import { Batches } from './Batches';
import { Delivery } from './Delivery';
import { hintOf } from './hintOf';
import { campaignOf, targetOf, type Lead } from './Lead';
import { verdictOf, type Verdict } from './Verdict';

/** How long leads are read before the rest of n8n gets its turn. */
const longestTurnMs = 40;

/**
 * Call: Add Many. Reads the leads in their order, cuts them into requests, sends these, and gives
 * out one item for each lead with its verdict.
 */
export async function addMany(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = this.getInputData();
	const options = optionsOf(this);
	const credential = await this.getCredentials<Credential & IDataObject>('voicenterDialerApi');
	const delivery = new Delivery(connectionOf(this, credential), options);
	const batches = new Batches(options.batchSize);
	const outcomes: LeadOutcome[] = new Array<LeadOutcome>(items.length);
	const settle = (lead: Lead, verdict: Verdict, failure?: Failure) => {
		const subject = { campaign: campaignOf(lead), target: targetOf(lead) };
		outcomes[lead.itemIndex] = { subject, verdict, failure };
	};
	const seen = new Set<string>();

	let turnStartedAt = Date.now();
	for (let itemIndex = 0; itemIndex < items.length; itemIndex++) {
		if (Date.now() - turnStartedAt > longestTurnMs) {
			await sleep(0);
			turnStartedAt = Date.now();
		}
		const lead = readLead(this, itemIndex);
		if ('verdict' in lead) {
			outcomes[itemIndex] = lead;
		} else if (options.skipsDuplicates && isRepeated(lead, seen)) {
			settle(lead, duplicateVerdict);
		} else if (options.isDryRun) {
			settle(lead, dryRunVerdict(lead, credential));
		} else {
			const batch = batches.add(lead);
			if (batch !== undefined) await delivery.start(batch, settle);
		}
	}
	for (const batch of batches.rest()) await delivery.start(batch, settle);
	await delivery.finish();

	return [giveOut(this, outcomes)];
}

/** What is known of an input item in the end. */
interface LeadOutcome {
	readonly subject: IDataObject;
	readonly verdict: Verdict;
	/** Why the whole request went wrong that carried the lead. */
	readonly failure?: Failure;
}

function optionsOf(context: IExecuteFunctions): AddManyOptions {
	try {
		return readAddManyOptions(readerOf((name) => context.getNodeParameter(name, 0, null)));
	} catch (error) {
		throw toNodeError(context.getNode(), InputError.from(error), 0);
	}
}

const connectionOf = (
	context: IExecuteFunctions,
	{ baseUrl, accountCode }: Credential,
): Connection => ({
	send: async (request) =>
		(await context.helpers.httpRequestWithAuthentication.call(
			context,
			'voicenterDialerApi',
			request,
		)) as HttpAnswer,
	baseUrl,
	secret: accountCode,
	signal: context.getExecutionCancelSignal(),
});

function readLead(context: IExecuteFunctions, itemIndex: number): Lead | LeadOutcome {
	const read = readerOf((name) => context.getNodeParameter(name, itemIndex, null));
	try {
		return { itemIndex, request: toRequest(operation, read, context.getTimezone()) };
	} catch (error) {
		const subject = {
			campaign: read('campaign') as IDataObject,
			target: read('target') as IDataObject,
		};
		return { subject, verdict: verdictOf(InputError.from(error)) };
	}
}

function isRepeated(lead: Lead, seen: Set<string>): boolean {
	const key = `${campaignOf(lead)}\n${canonicalPhoneNumber(targetOf(lead))}`;
	if (seen.has(key)) return true;
	seen.add(key);
	return false;
}

const duplicateVerdict: Verdict = {
	status: 'skipped',
	errorCode: null,
	description: 'An earlier lead of this input has the same campaign and phone number',
};

function dryRunVerdict({ request }: Lead, { baseUrl, sendAccountCode }: Credential): Verdict {
	const { method, url, body } = addAccountCode(encodeBulk([request]), '***', sendAccountCode);
	return {
		status: 'dryRun',
		errorCode: null,
		description: 'Checked, not sent (Dry Run)',
		request: { method, url: baseUrl.trim().replace(/\/+$/, '') + url, body: body as IDataObject[] },
	};
}

/** Rejected leads are ordinary output; what hit a whole request is an error of its leads. */
function giveOut(
	context: IExecuteFunctions,
	outcomes: readonly LeadOutcome[],
): INodeExecutionData[] {
	const node = context.getNode();
	const hint = hintOf(outcomes.map(({ verdict }) => verdict));
	const firstFailed = outcomes.findIndex(({ failure }) => failure !== undefined);
	const failure = outcomes[firstFailed]?.failure;
	if (failure !== undefined && !context.continueOnFail()) {
		const advice = `${failure.advice} ${hint.message}`;
		throw toNodeError(node, { ...failure, advice }, firstFailed);
	}
	context.addExecutionHints(hint);
	return outcomes.map(({ subject, verdict, failure }, item) => {
		if (failure !== undefined) {
			return failedItem(node, failure, item, { ...subject, status: verdict.status });
		}
		return { json: { ...subject, ...verdict }, pairedItem: { item } };
	});
}
