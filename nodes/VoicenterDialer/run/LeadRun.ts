import type { INode } from 'n8n-workflow';
import { sendRequest, type Connection } from '../api/client';
import { encode, encodeBulk, type EncodedRequest } from '../api/encode';
import { faultOf, InputError, type Failure } from '../api/failure';
import type { Outcome } from '../api/outcome';
import { PendingCalls, type PendingRead } from '../api/pendingCalls';
import { shownRequest, type Credential } from '../n8n/credential';
import type { IdempotencyStore } from '../once/IdempotencyStore';
import type { Ledger } from '../once/Ledger';
import { compareLeads, leadParameters } from '../once/fingerprints';
import { LeadReader } from './LeadReader';
import { readVerdicts } from './addResult';
import { Batches } from './batches';
import { CircuitBreaker, wrongCampaignCode } from './circuitBreaker';
import {
	campaignOf,
	phoneOfLead,
	targetOf,
	type Item,
	type Lead,
	type LeadOperation,
} from './lead';
import { Limiter, yieldToEventLoop } from './limiter';
import type { Options } from './options';
import { SentLeads, type EarlierLead, type Lookup } from './sentLeads';
import {
	duplicateVerdict,
	foundWaitingVerdict,
	knownKeyVerdict,
	pendingVerdict,
	repeatedKeyVerdict,
	sentEarlierVerdict,
	takenEarlierVerdict,
	unclearVerdict,
	verdictOf,
	Verdicts,
	type Subject,
	type Verdict,
} from './verdict';

/** What the engine needs of n8n, whichever way n8n runs the node. */
export interface LeadRunParts {
	readonly operation: LeadOperation;
	readonly node: INode;
	/** IANA zone of times that name none. */
	readonly zone: string;
	readonly itemCount: number;
	readonly itemAt: (itemIndex: number) => Item;
	readonly credential: Credential | InputError;
	readonly signal?: AbortSignal;
	readonly ledger: Ledger;
	/** n8n's memory; not at hand in the declarative engine. */
	readonly openKeys?: (options: Options) => IdempotencyStore;
	/** Each item waits for its own verdict, since nobody calls `finish`. */
	readonly isItemByItem?: boolean;
}

/** One lead alone may be rejected by mistake; so many in a row mean that the campaign's code is wrong. */
const toleratedWrongCampaigns = 9;

/**
 * The engine: the leads of one run of the node on their way from item to verdict. Single calls are
 * batches of one.
 */
export class LeadRun {
	readonly verdicts: Verdicts;

	readonly isBulk: boolean;

	private readonly reader: LeadReader;

	private readonly limiter: Limiter;

	private readonly batches: Batches<Lead>;

	private readonly breaker: CircuitBreaker;

	private readonly sent: SentLeads;

	private readonly keys: IdempotencyStore | undefined;

	private pendingCalls: PendingCalls | undefined;

	private readonly seen = new Set<string>();

	/** Sent by an earlier try, without a clear answer. */
	private readonly openLeads = new Batches<Lead>(Infinity);

	private readonly leadsWithKnownKey: Lead[] = [];

	private readonly pendingAtStart = new Map<string, Promise<PendingRead>>();

	private readonly nextTurn = yieldToEventLoop();

	/** Items that earlier tries of this execution sent. */
	private sentBefore: Iterable<number> = [];

	constructor(private readonly parts: LeadRunParts) {
		const { operation, node, zone, itemCount, itemAt, openKeys } = parts;
		this.verdicts = new Verdicts(itemCount);
		this.reader = new LeadReader(operation, node, zone, itemAt(0));
		const { isBulk, hasKeys, options } = this.reader;
		this.isBulk = isBulk;
		const isReadable = !(options instanceof InputError);
		this.limiter = new Limiter(isReadable ? options.maxConcurrency : 1);
		this.batches = new Batches<Lead>(isBulk && isReadable ? options.batchSize : 1);
		this.breaker = new CircuitBreaker(isBulk ? 0 : toleratedWrongCampaigns);
		this.sent = new SentLeads(() => this.earlierLeads());
		if (isReadable && hasKeys) this.keys = openKeys?.(options);
	}

	/** Restores what earlier tries of this execution have sent; before the first item. */
	async restore(): Promise<void> {
		const { operation, node, zone, ledger, itemAt } = this.parts;
		const now = leadParameters(operation, node.parameters);
		await ledger.restore((itemIndex, before) => {
			const { source, evaluate } = itemAt(itemIndex);
			const getParameter = (_path: string, expression: string) => evaluate(expression);
			return compareLeads(operation, before, now, { json: source.json, getParameter }, zone);
		}, this.nextTurn);
		this.sentBefore = ledger.sentBefore();
	}

	/** Takes an item in; waits while as many requests are in flight as may be. */
	async start(item: Item): Promise<void> {
		const turn = this.nextTurn();
		if (turn !== undefined) await turn;
		const { credential, ledger } = this.parts;
		const { options } = this.reader;
		if (this.isBulk && options instanceof InputError) return this.fail(item, options);
		if (this.isBulk && credential instanceof InputError) return this.fail(item, credential);
		const lead = this.reader.read(item);
		if (lead instanceof InputError) {
			const subject = this.reader.subjectOf(item);
			this.verdicts.settle(item.itemIndex, subject, verdictOf(lead), !this.isBulk);
			return;
		}
		if (credential instanceof InputError) return this.fail(item, credential);
		if (this.isSettledHere(lead, credential)) return;
		if (ledger.fateOf(lead.itemIndex) === 'open') return await this.startLookup(lead);
		if (lead.options.skipsPending && (await this.isPending(lead))) return;
		await this.startFull(this.batches.add(lead));
	}

	/** Waits until every item that was taken in has its verdict. */
	async finish(): Promise<void> {
		for (const batch of this.batches.takeRest()) await this.startFull(batch);
		await this.limiter.finish();
		await this.settleKnownKeys();
		await this.settleOpenLeads();
		await this.keys?.finish();
	}

	/** Settles a lead whose verdict does not depend on the service. */
	private isSettledHere(lead: Lead, credential: Credential): boolean {
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
		if (fate === 'done') return settle(takenEarlierVerdict(operation.status));
		return repeatsKey && !isOld ? settle(repeatedKeyVerdict) : false;
	}

	private isFirst(mark: string): boolean {
		if (this.seen.has(mark)) return false;
		this.seen.add(mark);
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

	/** Settles a lead whose phone number waits in the campaign already. */
	private async isPending(lead: Lead): Promise<boolean> {
		const campaign = campaignOf(lead);
		const reading =
			this.pendingAtStart.get(campaign) ?? this.limiter.run(async () => await this.queueOf(lead));
		this.pendingAtStart.set(campaign, reading);
		const read = await reading;
		if (read.ok && !read.waiting.has(phoneOfLead(lead))) return false;
		if (read.ok) {
			this.settle(lead, pendingVerdict);
		} else {
			// Reading may fail in any way; what it was read for was not sent.
			const fault = faultOf('queueNotRead');
			const message = `${fault.message}. ${read.failure.message}`;
			this.fail(lead, { ...read.failure, ...fault, message });
		}
		return true;
	}

	private async startFull(batch: readonly Lead[] | undefined): Promise<void> {
		if (batch === undefined) return;
		const work = async () => {
			await this.guarded(batch, async () => await this.deliver(batch));
		};
		if (this.parts.isItemByItem) await this.limiter.run(work);
		else await this.limiter.start(work);
	}

	/** A lead that an earlier try has sent is looked for, with all others like it. */
	private async startLookup(lead: Lead): Promise<void> {
		this.openLeads.add(lead);
		if (this.parts.isItemByItem) await this.limiter.run(async () => await this.settleOpenLeads());
	}

	private async settleOpenLeads(): Promise<void> {
		for (const leads of this.openLeads.takeRest()) {
			await this.guarded(leads, async () => {
				await this.lookFor(leads, () => sentEarlierVerdict, faultOf('sentEarlier'));
			});
		}
	}

	/** Whatever is thrown becomes a verdict of each lead that it concerns. */
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
		const refusal = this.refusalFor(batch);
		if (refusal !== undefined) return this.failAll(batch, refusal);
		const { taken, leads } = await this.withNewKeys(batch);
		let left = leads;
		if (left.length === 0) return;
		const lateRefusal = this.refusalFor(left);
		if (lateRefusal !== undefined) {
			return this.failAll(left, await this.withKeysGivenBack(left, taken, lateRefusal));
		}
		let isInDoubt = false;
		for (const lead of left) {
			ledger.begin(lead.itemIndex);
			this.sent.add(lead);
		}
		const { options } = left[0];
		const campaign = campaignOf(left[0]);
		const beforeRepeat = async (failure: Failure) => {
			if (mayBeDoneAllTheSame(failure)) {
				if (operation.status === 'added') left = await this.surelyNotTaken(left);
				else isInDoubt = true;
			}
			return left.length > 0 ? this.encode(left) : undefined;
		};
		const sent = await sendRequest(
			this.connectionOf(left[0]),
			operation.method,
			this.encode(left),
			{ ...options, beforeRepeat },
		);
		this.breaker.note(campaign, sent);
		if (left.length === 0) return;
		const outcome = isInDoubt ? inDoubt(sent) : sent;
		if (outcome === undefined) return this.failAll(left, faultOf('unavailableUnclear'));

		const { verdicts, failure } = readVerdicts(operation, left, outcome);
		const unsent =
			failure?.mayBeDone === false
				? verdictOf(await this.withKeysGivenBack(left, taken, failure))
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
			const isTaken = verdict.status === operation.status;
			const isRefused = verdict.status === 'rejected' && (failure === undefined || !this.isBulk);
			if (isTaken) ledger.settleDone(lead.itemIndex);
			else if (isRefused) ledger.settleRefused(lead.itemIndex);
			else ledger.settleUnsent(lead.itemIndex);
			if (!isTaken) this.sent.release(lead);
			this.settle(lead, unsent ?? verdict, failure !== undefined);
		});
		if (unsent === undefined) this.settleKeys(clear);
		if (unclear.length === 0) return;
		const verdictFor = new Map(left.map((lead, index) => [lead, verdicts[index]]));
		await this.lookFor(unclear, (lead) => verdictFor.get(lead) ?? unclearVerdict, failure);
	}

	private encode(leads: readonly Lead[]): EncodedRequest {
		const [{ request, options }] = leads;
		return this.isBulk
			? encodeBulk(leads.map((lead) => lead.request))
			: encode(request, options.encoding);
	}

	/** What is known to await a request; nothing is sent then. */
	private refusalFor(leads: readonly Lead[]): Failure | undefined {
		if (this.parts.signal?.aborted) return faultOf('stopped');
		const refusal = this.breaker.refusalFor(campaignOf(leads[0]));
		return refusal === undefined || refusal.ok ? undefined : refusal.failure;
	}

	/**
	 * The leads whose key was never used; the others wait for their verdict. A lead that an earlier try
	 * of this execution has sent in vain has kept its key.
	 */
	private async withNewKeys(
		batch: readonly Lead[],
	): Promise<{ readonly taken: ReadonlySet<Lead>; readonly leads: readonly Lead[] }> {
		const { keys } = this;
		if (keys === undefined) return { taken: new Set(), leads: batch };
		const isNew = await keys.take(batch.map(({ key }) => String(key)));
		if (isNew === undefined) {
			this.failAll(batch, faultOf('keysNotStored'));
			return { taken: new Set(), leads: [] };
		}
		const taken = new Set(batch.filter((_, index) => isNew[index]));
		const leads = batch.filter((lead) => {
			const fate = this.parts.ledger.fateOf(lead.itemIndex);
			return taken.has(lead) || fate === 'refused';
		});
		if (leads.length < batch.length) {
			const leaving = new Set(leads);
			for (const lead of batch) if (!leaving.has(lead)) this.leadsWithKnownKey.push(lead);
		}
		return { taken, leads };
	}

	private async settleKnownKeys(): Promise<void> {
		const { keys } = this;
		const leads = this.leadsWithKnownKey.splice(0);
		if (keys === undefined || leads.length === 0) return;
		await this.guarded(leads, async () => {
			const states = await keys.statesOf(leads.map(({ key }) => String(key)));
			const open = new Batches<Lead>(Infinity);
			for (const lead of leads) {
				await this.nextTurn();
				// Its call may be the one that another lead of this run looks for.
				this.sent.add(lead);
				if (states.get(String(lead.key)) === 'answered') this.settle(lead, knownKeyVerdict);
				else open.add(lead);
			}
			for (const ofCampaign of open.takeRest()) {
				for (const { itemIndex } of ofCampaign) this.parts.ledger.begin(itemIndex);
				await this.lookFor(ofCampaign, () => sentEarlierVerdict);
			}
		});
	}

	/** Those of the leads, after a 503, that are not in the queue. The others are settled. */
	private async surelyNotTaken(leads: readonly Lead[]): Promise<readonly Lead[]> {
		const lookup = await this.lookup(leads);
		const isUnclear = (lead: Lead) => lookup === undefined || lookup.unclear.has(lead);
		for (const lead of lookup?.found ?? []) this.settleFound(lead);
		this.failAll(leads.filter(isUnclear), faultOf('unavailableUnclear'));
		return leads.filter((lead) => !isUnclear(lead) && !lookup?.found.has(lead));
	}

	/** Leads that may have arrived: those found waiting were added, the others stay open. */
	private async lookFor(
		leads: readonly Lead[],
		verdictFor: (lead: Lead) => Verdict,
		failure?: Failure,
	): Promise<void> {
		const lookup = await this.lookup(leads);
		for (const lead of leads) {
			await this.nextTurn();
			if (lookup?.found.has(lead)) this.settleFound(lead);
			else this.settle(lead, verdictFor(lead), failure !== undefined);
		}
	}

	private settleFound(lead: Lead): void {
		this.parts.ledger.settleDone(lead.itemIndex);
		this.settle(lead, foundWaitingVerdict);
		this.settleKeys([lead]);
	}

	/** Looks for leads of one campaign in its queue. `undefined`: it cannot be read. */
	private async lookup(leads: readonly Lead[]): Promise<Lookup | undefined> {
		if (this.parts.operation.status !== 'added') return undefined;
		const read = await this.queueOf(leads[0]);
		if (read.ok) return await this.sent.lookFor(leads, read.waiting, this.nextTurn);
		// A campaign that the service does not know has no calls.
		return read.failure.errorCode === wrongCampaignCode ? nothingFound : undefined;
	}

	private async queueOf(lead: Lead): Promise<PendingRead> {
		this.pendingCalls ??= new PendingCalls(this.connectionOf(lead), lead.options);
		return await this.pendingCalls.readFromNow(campaignOf(lead));
	}

	private connectionOf({ send }: Lead): Connection {
		const { baseUrl, accountCode } = this.parts.credential as Credential;
		return { send, baseUrl, secret: accountCode, signal: this.parts.signal };
	}

	private settleKeys(leads: readonly Lead[]): void {
		this.keys?.settle(leads.map(({ key }) => String(key)));
	}

	/** Makes the keys new again that this try has taken in vain. @returns the failure that the leads get */
	private async withKeysGivenBack(
		leads: readonly Lead[],
		taken: ReadonlySet<Lead>,
		failure: Failure,
	): Promise<Failure> {
		const own = leads.filter((lead) => taken.has(lead));
		if (this.keys === undefined || own.length === 0) return failure;
		if (await this.keys.release(own.map(({ key }) => String(key)))) return failure;
		return { ...failure, advice: `${failure.advice} ${keysKept}` };
	}

	private failAll(leads: readonly Lead[], failure: Failure): void {
		for (const lead of leads) this.fail(lead, failure);
	}

	/** An error of the item, in every operation. */
	private fail(subject: Lead | Item, obstacle: Failure | InputError): void {
		const named = 'request' in subject ? nameOf(subject) : this.reader.subjectOf(subject);
		this.verdicts.settle(subject.itemIndex, named, verdictOf(obstacle), true);
	}

	/** Where one request carries many leads, what concerns one of them alone is ordinary output. */
	private settle(lead: Lead, verdict: Verdict, isOfRequest = false): void {
		this.verdicts.settle(lead.itemIndex, nameOf(lead), verdict, isOfRequest || !this.isBulk);
	}

	private *earlierLeads(): Iterable<EarlierLead> {
		for (const itemIndex of this.sentBefore) {
			yield this.reader.readEarlier(this.parts.itemAt(itemIndex));
		}
	}
}

const nothingFound: Lookup = { found: new Set(), unclear: new Set() };

const nameOf = (lead: Lead): Subject => ({ campaign: campaignOf(lead), target: targetOf(lead) });

/** Some proxies answer 503 after they passed the request on; a service that says when to come back means it. */
const mayBeDoneAllTheSame = ({ kind, retryAfterMs }: Failure): boolean =>
	kind === 'unavailable' && retryAfterMs === undefined;

/** What an answer is worth after an earlier request may have been carried out. `undefined`: nothing. */
function inDoubt(outcome: Outcome): Outcome | undefined {
	if (outcome.ok || outcome.failure.mayBeDone) return outcome;
	const { kind, said, errorCode } = outcome.failure;
	if (kind !== 'errorCode') return undefined;
	return { ok: false, failure: { ...faultOf('repeatRejected', { said }), errorCode } };
}

const keysKept =
	'n8n’s database did not release the idempotency key: give the lead a new key to send it.';
