import type { INode } from 'n8n-workflow';
import { sendRequest, type Connection } from '../api/client';
import { encode, encodeBulk, type EncodedRequest } from '../api/encode';
import { faultOf, InputError, repeatable, type Failure } from '../api/failure';
import { methodOf } from '../api/methods';
import type { Outcome } from '../api/outcome';
import { redactorOf, shownRequest, type Credential } from '../n8n/credential';
import type { IdempotencyStore } from '../once/IdempotencyStore';
import type { Ledger } from '../once/Ledger';
import { compareLeads, leadParameters } from '../once/fingerprints';
import { LeadKeys } from './LeadKeys';
import { LeadReader } from './LeadReader';
import { QueueLookup } from './QueueLookup';
import { readVerdicts } from './addResult';
import { Batches } from './batches';
import { CircuitBreaker } from './circuitBreaker';
import {
	campaignOf,
	phoneOfLead,
	targetOf,
	type Item,
	type Lead,
	type LeadOperation,
} from './lead';
import { Limiter, yieldToEventLoop } from './limiter';
import { concernsOnePhone } from './listedPhones';
import type { Options } from './options';
import type { EarlierLead, Lookup } from './sentLeads';
import {
	duplicateVerdict,
	foundWaitingVerdict,
	knownKeyVerdict,
	pendingVerdict,
	repeatedKeyVerdict,
	sentEarlierVerdict,
	acceptedEarlierVerdict,
	unclearVerdict,
	verdictOf,
	Verdicts,
	type Subject,
	type Verdict,
} from './verdict';

/** What the engine needs from n8n, in a custom operation and in the declarative engine. */
export interface LeadRunParts {
	readonly operation: LeadOperation;
	readonly node: INode;
	/** The IANA time zone for times without one. */
	readonly zone: string;
	readonly itemCount: number;
	readonly itemAt: (itemIndex: number) => Item;
	readonly credential: Credential | InputError;
	readonly signal?: AbortSignal;
	readonly ledger: Ledger;
	/** Not available in the declarative engine. */
	readonly openKeys?: (options: Options) => IdempotencyStore;
	/** Each item waits for its own verdict. `finish` is not called. */
	readonly isItemByItem?: boolean;
}

/** A few rejections can be exceptions. More in a row mean that the campaign's code is wrong. */
const toleratedWrongCampaigns = 9;

/** The engine: takes the leads of one run from item to verdict. Single calls are batches of one. */
export class LeadRun {
	readonly verdicts: Verdicts;

	readonly isBulk: boolean;

	private readonly reader: LeadReader;

	private readonly limiter: Limiter;

	private readonly batches: Batches<Lead>;

	private readonly breaker: CircuitBreaker;

	private readonly queue: QueueLookup;

	private readonly keys: LeadKeys;

	private readonly seen = new Set<string>();

	/** Sent by an earlier try, without a clear answer. */
	private readonly openLeads = new Batches<Lead>(Infinity);

	private readonly nextTurn = yieldToEventLoop();

	/** Items that earlier tries of this execution sent. */
	private sentBefore: Iterable<number> = [];

	constructor(private readonly parts: LeadRunParts) {
		const { operation, node, zone, itemCount, itemAt, ledger, openKeys, credential } = parts;
		this.verdicts = new Verdicts(itemCount, redactorOf(credential));
		this.reader = new LeadReader(operation, node, zone, itemAt(0));
		const { isBulk, hasKeys, options } = this.reader;
		this.isBulk = isBulk;
		const isReadable = !(options instanceof InputError);
		this.limiter = new Limiter(isReadable ? options.maxConcurrency : 1);
		const isBatched = isBulk && isReadable && parts.isItemByItem !== true;
		const { maxElements = 1 } = methodOf(operation.method);
		this.batches = new Batches<Lead>(isBatched ? Math.min(options.batchSize, maxElements) : 1);
		this.breaker = new CircuitBreaker(isBulk ? 0 : toleratedWrongCampaigns);
		this.queue = new QueueLookup(
			(lead) => this.connectionOf(lead),
			() => this.earlierLeads(),
			this.nextTurn,
		);
		this.keys = new LeadKeys(isReadable && hasKeys ? openKeys?.(options) : undefined, ledger);
	}

	/** Restores what earlier tries of this execution have sent. Call it before the first item. */
	async restore(): Promise<void> {
		const { operation, node, zone, ledger, itemAt, credential } = this.parts;
		if (credential instanceof InputError) return;
		const now = leadParameters(operation, node.parameters);
		await ledger.restore((itemIndex, before) => {
			const { source, evaluate } = itemAt(itemIndex);
			const getParameter = (_path: string, expression: string) => evaluate(expression);
			return compareLeads(operation, before, now, { json: source.json, getParameter }, zone);
		}, this.nextTurn);
		this.sentBefore = ledger.sentBefore();
	}

	/** Starts an item. Waits while the maximum number of requests is in flight. */
	async start(item: Item): Promise<void> {
		const turn = this.nextTurn();
		if (turn !== undefined) await turn;
		const { credential, ledger, operation } = this.parts;
		const { options } = this.reader;
		if (this.isBulk && options instanceof InputError) return this.fail(item, options);
		if (this.isBulk && credential instanceof InputError) return this.fail(item, credential);
		const lead = this.reader.read(item);
		if (lead instanceof InputError) {
			const subject = this.reader.subjectOf(item);
			const isError = operation.toleratesRejections !== true;
			this.verdicts.settle(item.itemIndex, subject, verdictOf(lead), isError);
			return;
		}
		if (credential instanceof InputError) return this.fail(item, credential);
		if (this.settleWithoutSending(lead, credential)) return;
		const isOpen = ledger.fateOf(lead.itemIndex) === 'open';
		if (isOpen && !operation.isRepeatable) return await this.startLookup(lead);
		if (lead.options.skipsPending && (await this.settleIfPending(lead))) return;
		await this.startBatch(this.batches.add(lead));
	}

	/** Waits until every started item has its verdict. */
	async finish(): Promise<void> {
		for (const batch of this.batches.takeRest()) await this.startBatch(batch);
		await this.limiter.finish();
		await this.settleKnownKeys();
		await this.settleOpenLeads();
		await this.keys.finish();
	}

	/** Settles a lead if its verdict does not depend on the service. */
	private settleWithoutSending(lead: Lead, credential: Credential): boolean {
		const { operation, ledger } = this.parts;
		const { options, itemIndex, key } = lead;
		const settle = (verdict: Verdict) => {
			this.settle(lead, verdict);
			return true;
		};
		const fate = ledger.fateOf(itemIndex);
		const isOld = fate === 'done' || fate === 'open';
		const isDuplicate =
			options.skipsDuplicates && !this.isFirst(`${campaignOf(lead)} ${phoneOfLead(lead)}`);
		if (isDuplicate && !isOld) return settle(duplicateVerdict);
		if (lead.isDryRun) return settle(this.dryRunVerdict(lead, credential));
		const repeatsKey = key !== undefined && !this.isFirst(`key: ${key}`);
		if (fate === 'done') return settle(acceptedEarlierVerdict(operation.status));
		return repeatsKey && !isOld ? settle(repeatedKeyVerdict) : false;
	}

	private isFirst(value: string): boolean {
		if (this.seen.has(value)) return false;
		this.seen.add(value);
		return true;
	}

	private dryRunVerdict(lead: Lead, credential: Credential): Verdict {
		return {
			status: 'dryRun',
			errorCode: null,
			description: 'Checked, not sent (Dry Run)',
			request: shownRequest(this.encode([lead]), credential),
		};
	}

	/** Settles a lead if a call to its phone number is already waiting in the campaign. */
	private async settleIfPending(lead: Lead): Promise<boolean> {
		const read = await this.queue.readAtStart(lead, this.limiter);
		if (read.ok && !read.waiting.has(phoneOfLead(lead))) return false;
		if (read.ok) {
			this.settle(lead, pendingVerdict);
		} else {
			// However the read failed, the lead was not sent.
			const fault = faultOf('queueNotRead');
			const message = `${fault.message}. ${read.failure.message}`;
			this.fail(lead, { ...read.failure, ...fault, message });
		}
		return true;
	}

	private async startBatch(batch: readonly Lead[] | undefined): Promise<void> {
		if (batch === undefined) return;
		const work = async () => {
			await this.guarded(batch, async () => await this.deliver(batch));
		};
		if (this.parts.isItemByItem) await this.limiter.run(work);
		else await this.limiter.start(work);
	}

	/** Looks up a lead that an earlier try has sent, together with the other such leads. */
	private async startLookup(lead: Lead): Promise<void> {
		this.openLeads.add(lead);
		if (this.parts.isItemByItem) await this.limiter.run(async () => await this.settleOpenLeads());
	}

	private async settleOpenLeads(): Promise<void> {
		for (const leads of this.openLeads.takeRest()) {
			await this.guarded(leads, async () => {
				await this.settleByQueue(leads, () => sentEarlierVerdict, faultOf('sentEarlier'));
			});
		}
	}

	/** Turns an unexpected error into a verdict for each of the leads. */
	private async guarded(leads: readonly Lead[], work: () => Promise<void>): Promise<void> {
		try {
			await work();
		} catch {
			const { ledger } = this.parts;
			for (const lead of leads) {
				const isOpen = ledger.fateOf(lead.itemIndex) === 'open';
				this.fail(lead, faultOf(isOpen ? 'internal' : 'internalUnsent'));
			}
		}
	}

	private async deliver(batch: readonly Lead[]): Promise<void> {
		const { operation, ledger } = this.parts;
		const reason = this.reasonToStop(batch);
		if (reason !== undefined) return this.failAll(batch, reason);
		const keyed = await this.keys.take(batch);
		if (keyed === undefined) return this.failAll(batch, faultOf('keysNotStored'));
		const { taken } = keyed;
		let left = keyed.leads;
		if (left.length === 0) return;
		const lateReason = this.reasonToStop(left);
		if (lateReason !== undefined) {
			return this.failAll(left, await this.keys.release(left, taken, lateReason));
		}
		let hadUnclearTry = false;
		for (const lead of left) {
			ledger.begin(lead.itemIndex);
			this.queue.addSent(lead);
		}
		const { options } = left[0];
		const campaign = campaignOf(left[0]);
		const beforeRepeat = async (failure: Failure) => {
			if (mayHaveReachedService(failure) && !operation.isRepeatable) {
				if (operation.status === 'added') left = await this.notReceived(left);
				else hadUnclearTry = true;
			}
			return left.length > 0 ? this.encode(left) : undefined;
		};
		const sent = await sendRequest(
			this.connectionOf(left[0]),
			operation.method,
			this.encode(left),
			{ ...options, isRepeatable: operation.isRepeatable, beforeRepeat },
		);
		this.breaker.note(campaign, sent);
		if (left.length === 0) return;
		if (left.length > 1 && operation.isRepeatable && concernsOnePhone(sent)) {
			const middle = Math.ceil(left.length / 2);
			await this.deliver(left.slice(0, middle));
			return await this.deliver(left.slice(middle));
		}
		const outcome = hadUnclearTry ? afterUnclearTry(sent) : sent;
		if (outcome === undefined) return this.failAll(left, faultOf('unavailableUnclear'));

		const { verdicts, failure } = readVerdicts(operation, left, outcome);
		const unsent =
			failure?.mayBeDone === false
				? verdictOf(await this.keys.release(left, taken, failure))
				: undefined;
		const unclear: Lead[] = [];
		const clear: Lead[] = [];
		left.forEach((lead, index) => {
			const verdict = verdicts[index];
			if (verdict.status === 'unknown') {
				unclear.push(lead);
				return;
			}
			clear.push(lead);
			const isAccepted = verdict.status === operation.status;
			const isRejected = verdict.status === 'rejected' && (failure === undefined || !this.isBulk);
			if (isAccepted) ledger.settleDone(lead.itemIndex);
			else if (isRejected) ledger.settleRefused(lead.itemIndex);
			else ledger.settleUnsent(lead.itemIndex);
			if (!isAccepted) this.queue.removeSent(lead);
			this.settle(lead, unsent ?? verdict, failure !== undefined);
		});
		if (unsent === undefined) this.keys.settle(clear);
		if (unclear.length === 0) return;
		const verdictFor = new Map(left.map((lead, index) => [lead, verdicts[index]]));
		await this.settleByQueue(unclear, (lead) => verdictFor.get(lead) ?? unclearVerdict, failure);
	}

	private encode(leads: readonly Lead[]): EncodedRequest {
		const [{ request, options }] = leads;
		return this.isBulk
			? encodeBulk(leads.map((lead) => lead.request))
			: encode(request, options.encoding);
	}

	/** Why a request for these leads must not be sent. */
	private reasonToStop(leads: readonly Lead[]): Failure | undefined {
		if (this.parts.signal?.aborted) return faultOf('stopped');
		const openedBy = this.breaker.openedBy(campaignOf(leads[0]));
		return openedBy === undefined || openedBy.ok ? undefined : openedBy.failure;
	}

	private async settleKnownKeys(): Promise<void> {
		const leads = this.keys.takeKnown();
		if (leads.length === 0) return;
		await this.guarded(leads, async () => {
			const answered = await this.keys.answeredAmong(leads);
			const open = new Batches<Lead>(Infinity);
			for (const lead of leads) {
				await this.nextTurn();
				// Its call may be in the queue, and must not be matched to another lead of this run.
				this.queue.addSent(lead);
				if (answered.has(lead)) this.settle(lead, knownKeyVerdict);
				else open.add(lead);
			}
			for (const ofCampaign of open.takeRest()) {
				for (const { itemIndex } of ofCampaign) this.parts.ledger.begin(itemIndex);
				await this.settleByQueue(ofCampaign, () => sentEarlierVerdict);
			}
		});
	}

	/** After a 503: returns the leads that are not in the queue, and settles the others. */
	private async notReceived(leads: readonly Lead[]): Promise<readonly Lead[]> {
		const lookup = await this.lookUp(leads);
		const isUnclear = (lead: Lead) => lookup === undefined || lookup.unclear.has(lead);
		for (const lead of lookup?.found ?? []) this.settleFound(lead);
		this.failAll(leads.filter(isUnclear), faultOf('unavailableUnclear'));
		return leads.filter((lead) => !isUnclear(lead) && !lookup?.found.has(lead));
	}

	/** Settles leads that the service may have: as added if they are in the queue. */
	private async settleByQueue(
		leads: readonly Lead[],
		verdictFor: (lead: Lead) => Verdict,
		failure?: Failure,
	): Promise<void> {
		const lookup = await this.lookUp(leads);
		for (const lead of leads) {
			await this.nextTurn();
			if (lookup?.found.has(lead)) this.settleFound(lead);
			else this.settle(lead, verdictFor(lead), failure !== undefined);
		}
	}

	private settleFound(lead: Lead): void {
		this.parts.ledger.settleDone(lead.itemIndex);
		this.settle(lead, foundWaitingVerdict);
		this.keys.settle([lead]);
	}

	/** Only added leads can be found in the queue. */
	private async lookUp(leads: readonly Lead[]): Promise<Lookup | undefined> {
		const { status, isRepeatable } = this.parts.operation;
		return status === 'added' && !isRepeatable ? await this.queue.lookUp(leads) : undefined;
	}

	private connectionOf({ send }: Lead): Connection {
		const { baseUrl, accountCode } = this.parts.credential as Credential;
		return { send, baseUrl, secret: accountCode, signal: this.parts.signal };
	}

	private failAll(leads: readonly Lead[], failure: Failure): void {
		for (const lead of leads) this.fail(lead, failure);
	}

	/** Settles with an error of the item, in every operation. */
	private fail(leadOrItem: Lead | Item, cause: Failure | InputError): void {
		const isRepeatable = this.parts.operation.isRepeatable && !(cause instanceof InputError);
		const obstacle = isRepeatable ? repeatable(cause) : cause;
		const subject =
			'request' in leadOrItem ? this.subjectOf(leadOrItem) : this.reader.subjectOf(leadOrItem);
		this.verdicts.settle(leadOrItem.itemIndex, subject, verdictOf(obstacle), true);
	}

	/** A problem of a single lead can be ordinary output, that of a whole request is an error. */
	private settle(lead: Lead, verdict: Verdict, concernsRequest = false): void {
		const isError = concernsRequest || this.parts.operation.toleratesRejections !== true;
		this.verdicts.settle(lead.itemIndex, this.subjectOf(lead), verdict, isError);
	}

	private subjectOf(lead: Lead): Subject {
		return 'Phone' in lead.request.parameters
			? { phone: targetOf(lead) }
			: { campaign: campaignOf(lead), target: targetOf(lead) };
	}

	private *earlierLeads(): Iterable<EarlierLead> {
		for (const itemIndex of this.sentBefore) {
			yield this.reader.readEarlier(this.parts.itemAt(itemIndex));
		}
	}
}

/**
 * Some proxies answer 503 after they have forwarded the request. A 503 with Retry-After comes from the
 * service, which has not processed the request.
 */
const mayHaveReachedService = ({ kind, retryAfterMs }: Failure): boolean =>
	kind === 'unavailable' && retryAfterMs === undefined;

/** @returns `undefined` if the outcome is no proof, because an earlier try may have been processed */
function afterUnclearTry(outcome: Outcome): Outcome | undefined {
	if (outcome.ok || outcome.failure.mayBeDone) return outcome;
	const { kind, said, errorCode } = outcome.failure;
	if (kind !== 'errorCode') return undefined;
	return { ok: false, failure: { ...faultOf('repeatRejected', { said }), errorCode } };
}
