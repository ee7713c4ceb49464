import { resultsIn, sendRequest, type Connection } from '../api/client';
import { faultOf, repeatable, type Failure, type InputError } from '../api/failure';
import type { Outcome } from '../api/outcome';
import type { Credential } from '../n8n/credential';
import type { Ledger } from '../once/Ledger';
import type { KeyedBatch, LeadKeys } from './LeadKeys';
import { QueueLookup } from './QueueLookup';
import { readVerdicts } from './addResult';
import { Batches } from './batches';
import { CircuitBreaker } from './circuitBreaker';
import {
	campaignOf,
	encodeLeads,
	sendingOf,
	subjectOf,
	type Lead,
	type LeadOperation,
} from './lead';
import type { Limiter } from './limiter';
import { concernsOnePhone } from './listedPhones';
import type { EarlierLead, Lookup, NextTurn } from './sentLeads';
import {
	foundWaitingVerdict,
	knownKeyVerdict,
	sentEarlierVerdict,
	unclearVerdict,
	verdictOf,
	withTime,
	type Verdict,
	type Verdicts,
} from './verdict';

/** A few rejections can be exceptions. More in a row mean that the campaign's code is wrong. */
const toleratedWrongCampaigns = 9;

/** What a delivery needs from its run. */
export interface DeliveryParts {
	readonly operation: LeadOperation;
	readonly credential: Credential | InputError;
	readonly signal?: AbortSignal;
	readonly ledger: Ledger;
	readonly isBulk: boolean;
	readonly verdicts: Verdicts;
	readonly keys: LeadKeys;
	/** Limits the requests in flight. */
	readonly requests: Limiter;
	/** The leads that earlier tries of this execution sent. */
	readonly earlierLeads: () => Iterable<EarlierLead>;
	readonly nextTurn: NextTurn;
}

/** Sends batches of leads and settles each lead: by the answer, or else by the campaign's queue. */
export class LeadDelivery {
	readonly queue: QueueLookup;

	private readonly breaker: CircuitBreaker;

	constructor(private readonly parts: DeliveryParts) {
		const { isBulk, earlierLeads, nextTurn } = parts;
		this.breaker = new CircuitBreaker(isBulk ? 0 : toleratedWrongCampaigns);
		this.queue = new QueueLookup((lead) => this.connectionOf(lead), earlierLeads, nextTurn);
	}

	/** @param batch of one campaign */
	async deliver(batch: readonly Lead[]): Promise<void> {
		await this.guarded(batch, async () => await this.takeAndSend(batch));
	}

	/** Looks up leads of one campaign that an earlier try has sent. */
	async settleSentEarlier(leads: readonly Lead[]): Promise<void> {
		await this.guarded(leads, async () => {
			await this.settleByQueue(leads, () => sentEarlierVerdict, faultOf('sentEarlier'));
		});
	}

	/** Settles the leads whose key is not new, at the end of the run. */
	async settleKnownKeys(): Promise<void> {
		const { keys, ledger, nextTurn } = this.parts;
		const leads = keys.takeKnown();
		if (leads.length === 0) return;
		await this.guarded(leads, async () => {
			const answered = await keys.answeredAmong(leads);
			const open = new Batches<Lead>(Infinity);
			for (const lead of leads) {
				await nextTurn();
				// Its call may be in the queue, and must not be matched to another lead of this run.
				this.queue.addSent(lead);
				if (answered.has(lead)) this.settle(lead, knownKeyVerdict);
				else open.add(lead);
			}
			for (const ofCampaign of open.takeRest()) {
				for (const { itemIndex } of ofCampaign) ledger.begin(itemIndex);
				await this.settleByQueue(ofCampaign, () => sentEarlierVerdict);
			}
		});
	}

	/** A problem of a single lead can be ordinary output, that of a whole request is an error. */
	settle(lead: Lead, verdict: Verdict, concernsRequest = false): void {
		const { operation, verdicts } = this.parts;
		const isError = concernsRequest || operation.toleratesRejections !== true;
		verdicts.settle(lead.itemIndex, subjectOf(lead), withTime(verdict, sendingOf(lead)), isError);
	}

	/** Settles with an error of the item, in every operation. */
	fail(lead: Lead, cause: Failure): void {
		const { operation, verdicts } = this.parts;
		const failure = operation.isRepeatable ? repeatable(cause) : cause;
		verdicts.settle(lead.itemIndex, subjectOf(lead), verdictOf(failure), true);
	}

	private failAll(leads: readonly Lead[], failure: Failure): void {
		for (const lead of leads) this.fail(lead, failure);
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

	private async takeAndSend(batch: readonly Lead[]): Promise<void> {
		const { keys, requests } = this.parts;
		const reason = this.reasonToStop(batch);
		if (reason !== undefined) return this.failAll(batch, reason);
		const keyed = await keys.take(batch);
		if (keyed === undefined) return this.failAll(batch, faultOf('keysNotStored'));
		if (keyed.leads.length > 0) await requests.run(async () => await this.send(keyed));
	}

	private async send({ leads, taken }: KeyedBatch): Promise<void> {
		const { operation, ledger, keys, isBulk } = this.parts;
		let left = leads;
		const reason = this.reasonToStop(left);
		if (reason !== undefined) return this.failAll(left, await keys.release(left, taken, reason));
		let hadUnclearTry = false;
		for (const lead of left) {
			ledger.begin(lead.itemIndex);
			this.queue.addSent(lead);
		}
		const { options } = left[0];
		const campaign = campaignOf(left[0]);
		const beforeRepeat = async (failure: Failure) => {
			if (mayHaveReachedService(failure)) {
				const isQueued = operation.status === 'added' && !operation.isRepeatable;
				if (isQueued) left = await this.notReceived(left);
				else hadUnclearTry = true;
			}
			return left.length > 0 ? encodeLeads(left, isBulk) : undefined;
		};
		const sent = await sendRequest(
			this.connectionOf(left[0]),
			operation.method,
			encodeLeads(left, isBulk),
			{ ...options, isRepeatable: operation.isRepeatable, beforeRepeat },
		);
		this.breaker.note(campaign, sent);
		if (left.length === 0) return;
		const maySplit = left.length > 1 && operation.isRepeatable === true && !hadUnclearTry;
		if (maySplit && concernsOnePhone(operation.method, sent)) {
			const middle = Math.ceil(left.length / 2);
			await this.send({ leads: left.slice(0, middle), taken });
			return await this.send({ leads: left.slice(middle), taken });
		}
		const isProof = !hadUnclearTry || resultsIn(operation.method, sent) !== undefined;
		const outcome = isProof ? sent : afterUnclearTry(sent);
		if (outcome === undefined) return this.failAll(left, faultOf('unavailableUnclear'));

		const { verdicts, failure } = readVerdicts(operation, left, outcome);
		const unsent =
			failure?.mayBeDone === false
				? verdictOf(await keys.release(left, taken, failure))
				: undefined;
		const unclear: Lead[] = [];
		const clear: Lead[] = [];
		for (const [index, lead] of left.entries()) {
			const turn = this.parts.nextTurn();
			if (turn !== undefined) await turn;
			const verdict = verdicts[index];
			if (verdict.status === 'unknown') {
				unclear.push(lead);
				continue;
			}
			clear.push(lead);
			const isAccepted = verdict.status === operation.status;
			const isRejected = verdict.status === 'rejected' && (failure === undefined || !isBulk);
			if (isAccepted) ledger.settleDone(lead.itemIndex);
			else if (isRejected) ledger.settleRefused(lead.itemIndex);
			else ledger.settleUnsent(lead.itemIndex);
			if (!isAccepted) this.queue.removeSent(lead);
			this.settle(lead, unsent ?? verdict, failure !== undefined);
		}
		if (unsent === undefined) keys.settle(clear);
		if (unclear.length === 0) return;
		const verdictFor = new Map(left.map((lead, index) => [lead, verdicts[index]]));
		await this.settleByQueue(unclear, (lead) => verdictFor.get(lead) ?? unclearVerdict, failure);
	}

	/** Why a request for these leads must not be sent. */
	private reasonToStop(leads: readonly Lead[]): Failure | undefined {
		if (this.parts.signal?.aborted) return faultOf('stopped');
		const openedBy = this.breaker.openedBy(campaignOf(leads[0]));
		return openedBy === undefined || openedBy.ok ? undefined : openedBy.failure;
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
			await this.parts.nextTurn();
			if (lookup?.found.has(lead)) this.settleFound(lead);
			else this.settle(lead, verdictFor(lead), failure !== undefined);
		}
	}

	private settleFound(lead: Lead): void {
		this.parts.ledger.settleDone(lead.itemIndex);
		this.settle(lead, foundWaitingVerdict);
		this.parts.keys.settle([lead]);
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
