import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { addMany as operation } from '../resources/call/addMany';
import { adviseOnDialing } from '../routing/adviseOnDialing';
import { failedItem, statusOf, toNodeError, withWayOn } from '../routing/failedItem';
import { openLedger } from '../routing/ledger/openLedger';
import { continuesOnFail } from '../routing/tool/continuesOnFail';
import { shownRequest } from '../routing/shownRequest';
import { turnTaker } from '../routing/turnTaker';
import { credentialOf, type Credential } from '../transport/Credential';
import { encodeBulk } from '../transport/encode';
import { InputError } from '../transport/InputError';
import { PendingCalls } from '../transport/PendingCalls';
import type { Connection } from '../transport/sendRequest';
import { readAddManyOptions, type AddManyOptions } from './addManyOptions';
import { AddManyRun } from './AddManyRun';
import { Book } from './Book';
import { BulkSender } from './BulkSender';
import { inTurnOf, type InTurn } from './inTurnOf';
import { KeyMemory } from './KeyMemory';
import type { Lead } from './Lead';
import { LeadSource } from './LeadSource';
import { Search } from './Search';
import { senderOf } from '../routing/senderOf';
import { sharesWorkflowMemory } from './sharesWorkflowMemory';
import type { Verdict } from './Verdict';
import { WorkflowLock } from './WorkflowLock';

/**
 * Call: Add Many, n8n's custom operation. Sends all input items in few requests and gives out one
 * item for each, with its verdict.
 */
export async function addMany(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = this.getInputData();
	const source = new LeadSource(this, items);
	const options = optionsOf(source);
	if (options instanceof InputError) return [giveUp(this, source, options)];
	const credential = await credentialOf(this);
	if (credential instanceof InputError) return [giveUp(this, source, credential)];
	const connection = connectionOf(this, credential);
	const book = new Book(items.length);
	const ledger = openLedger(this, operation, items);
	const pendingCalls = new PendingCalls(connection, options);
	const keys = new KeyMemory(this.helpers, options.keyHistory, turnOf(this));
	const run = new AddManyRun({
		options,
		source,
		book,
		ledger,
		sender: new BulkSender(connection, options),
		pendingCalls,
		search: new Search(source, ledger, pendingCalls),
		keys,
		dryRun: (lead) => dryRunVerdict(lead, credential),
	});
	await run.finish();
	await keys.finish();
	return [await giveOut(this, book)];
}

function optionsOf(source: LeadSource): AddManyOptions | InputError {
	try {
		return readAddManyOptions(source.reader(0));
	} catch (error) {
		return InputError.from(error);
	}
}

/** What is wrong with the node as a whole is wrong with each lead, where the node continues. */
function giveUp(
	context: IExecuteFunctions,
	source: LeadSource,
	obstacle: InputError,
): INodeExecutionData[] {
	const node = context.getNode();
	if (!continuesOnFail(context)) throw toNodeError(node, obstacle);
	const status = statusOf(obstacle);
	return Array.from({ length: source.itemCount }, (_, item) =>
		failedItem(node, obstacle, item, { ...source.subjectOf(item), status }),
	);
}

/** One at a time, in this process and, where n8n's memory has room for a lock, in all of them. */
function turnOf(context: IExecuteFunctions): InTurn {
	const inTurn = inTurnOf(`${context.getWorkflow().id}`);
	if (sharesWorkflowMemory(context)) return inTurn;
	const lock = new WorkflowLock(context.helpers);
	return async (work) => await inTurn(async () => await lock.hold(work));
}

const connectionOf = (
	context: IExecuteFunctions,
	{ baseUrl, accountCode }: Credential,
): Connection => ({
	send: senderOf(context),
	baseUrl,
	secret: accountCode,
	signal: context.getExecutionCancelSignal(),
});

const dryRunVerdict = ({ request }: Lead, credential: Credential): Verdict => ({
	status: 'dryRun',
	errorCode: null,
	description: 'Checked, not sent (Dry Run)',
	request: shownRequest(encodeBulk([request]), credential),
});

/** Rejected leads are ordinary output; what hit a whole request is an error of its leads. */
async function giveOut(context: IExecuteFunctions, book: Book): Promise<INodeExecutionData[]> {
	const node = context.getNode();
	const hint = book.hint();
	const outcomes = book.all();
	const firstFailed = outcomes.findIndex((_, item) => book.failureOf(item) !== undefined);
	const failure = book.failureOf(firstFailed);
	if (failure !== undefined && !continuesOnFail(context)) {
		const { advice } = withWayOn(node, failure);
		throw toNodeError(node, { ...failure, advice: `${advice} ${hint.message}` }, firstFailed);
	}
	context.addExecutionHints(hint);
	await adviseOnDialing(context, outcomes);
	const nextTurn = turnTaker();
	const output: INodeExecutionData[] = [];
	for (const [item, json] of outcomes.entries()) {
		const turn = nextTurn();
		if (turn !== undefined) await turn;
		const ofRequest = book.failureOf(item);
		if (ofRequest === undefined) {
			output.push({ json, pairedItem: { item } });
		} else {
			const { campaign, target, status } = json;
			const obstacle = withWayOn(node, ofRequest);
			output.push(failedItem(node, obstacle, item, { campaign, target, status }));
		}
	}
	return output;
}
