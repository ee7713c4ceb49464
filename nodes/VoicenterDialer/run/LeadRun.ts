import type { INode } from 'n8n-workflow';
import { faultOf, InputError } from '../api/failure';
import { methodOf } from '../api/methods';
import { redactorOf, shownRequest, type Credential } from '../n8n/credential';
import { mostKeysAhead, type IdempotencyStore } from '../once/IdempotencyStore';
import type { Ledger } from '../once/Ledger';
import { compareLeads, leadParameters } from '../once/fingerprints';
import { LeadDelivery } from './LeadDelivery';
import { LeadKeys } from './LeadKeys';
import { LeadReader } from './LeadReader';
import { Batches } from './batches';
import {
	campaignOf,
	encodeLeads,
	phoneOfLead,
	sendingOf,
	type Item,
	type Lead,
	type LeadOperation,
} from './lead';
import { Limiter, yieldToEventLoop } from './limiter';
import type { Options } from './options';
import type { EarlierLead } from './sentLeads';
import {
	acceptedEarlierVerdict,
	duplicateVerdict,
	keptBackVerdict,
	pendingVerdict,
	repeatedKeyVerdict,
	verdictOf,
	Verdicts,
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

/**
 * The engine: takes the leads of one run from item to verdict. Single calls are batches of one. This
 * part decides which leads are sent, and `LeadDelivery` sends them.
 */
export class LeadRun {
	readonly verdicts: Verdicts;

	readonly isBulk: boolean;

	/** The field for the verdict beside the input's own fields. Without one, an item is its verdict. */
	readonly outputField?: string;

	private readonly reader: LeadReader;

	/** Limits how many batches are between reading and verdict. */
	private readonly limiter: Limiter;

	/** Limits the requests in flight. */
	private readonly requests: Limiter;

	private readonly batches: Batches<Lead>;

	private readonly delivery: LeadDelivery;

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
		this.outputField = this.reader.outputField;
		const isReadable = !(options instanceof InputError);
		const isBatched = isBulk && isReadable && parts.isItemByItem !== true;
		const { maxElements = 1 } = methodOf(operation.method);
		const batchSize = isBatched ? Math.min(options.batchSize, maxElements) : 1;
		this.batches = new Batches<Lead>(batchSize);
		const store = isReadable && hasKeys ? openKeys?.(options) : undefined;
		this.keys = new LeadKeys(store, ledger);
		const maxConcurrency = isReadable ? options.maxConcurrency : 1;
		const batchesAhead = Math.floor(mostKeysAhead / batchSize);
		this.requests = new Limiter(() => maxConcurrency);
		this.limiter = new Limiter(() => maxConcurrency + (store?.isSlow ? batchesAhead : 0));
		this.delivery = new LeadDelivery({
			...parts,
			isBulk,
			verdicts: this.verdicts,
			keys: this.keys,
			requests: this.requests,
			earlierLeads: () => this.earlierLeads(),
			nextTurn: this.nextTurn,
		});
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
		if (this.isBulk && options instanceof InputError) return this.failItem(item, options);
		if (this.isBulk && credential instanceof InputError) return this.failItem(item, credential);
		const lead = this.reader.read(item);
		if (lead instanceof InputError) {
			return this.failItem(item, lead, operation.toleratesRejections !== true);
		}
		if (credential instanceof InputError) return this.failItem(item, credential);
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
		await this.delivery.settleKnownKeys();
		await this.settleOpenLeads();
		await this.keys.finish();
	}

	/** Settles a lead if its verdict does not depend on the service. */
	private settleWithoutSending(lead: Lead, credential: Credential): boolean {
		const { operation, ledger } = this.parts;
		const { options, itemIndex, key } = lead;
		const settle = (verdict: Verdict) => {
			this.delivery.settle(lead, verdict);
			return true;
		};
		const fate = ledger.fateOf(itemIndex);
		const isOld = fate === 'done' || fate === 'open';
		const obstacle = isOld ? undefined : obstacleOfRules(lead);
		if (obstacle !== undefined) return settle(obstacle);
		const isDuplicate =
			options.skipsDuplicates && !this.isFirst(`${campaignOf(lead)} ${phoneOfLead(lead)}`);
		if (isDuplicate && !isOld) return settle(duplicateVerdict);
		if (lead.isDryRun) return settle(this.dryRunVerdict(lead, credential));
		const repeatsKey = key !== undefined && !this.isFirst(`key: ${key}`);
		if (fate === 'done') {
			// The earlier try may have scheduled it for another time.
			this.delivery.settle(
				{ ...lead, decision: undefined },
				acceptedEarlierVerdict(operation.status),
			);
			return true;
		}
		return repeatsKey && !isOld ? settle(repeatedKeyVerdict) : false;
	}

	private isFirst(value: string): boolean {
		if (this.seen.has(value)) return false;
		this.seen.add(value);
		return true;
	}

	private dryRunVerdict(lead: Lead, credential: Credential): Verdict {
		const zones = sendingOf(lead)?.zones;
		return {
			status: 'dryRun',
			errorCode: null,
			description: 'Checked, not sent (Dry Run)',
			request: shownRequest(encodeLeads([lead], this.isBulk), credential),
			...(zones !== undefined && { timeZones: [...zones] }),
		};
	}

	/** Settles a lead if a call to its phone number is already waiting in the campaign. */
	private async settleIfPending(lead: Lead): Promise<boolean> {
		const read = await this.delivery.queue.readAtStart(lead, this.requests);
		if (read.ok && !read.waiting.has(phoneOfLead(lead))) return false;
		if (read.ok) {
			this.delivery.settle(lead, pendingVerdict);
		} else {
			// However the read failed, the lead was not sent.
			const fault = faultOf('queueNotRead');
			const message = `${fault.message}. ${read.failure.message}`;
			this.delivery.fail(lead, { ...read.failure, ...fault, message });
		}
		return true;
	}

	private async startBatch(batch: readonly Lead[] | undefined): Promise<void> {
		if (batch === undefined) return;
		const work = async () => await this.delivery.deliver(batch);
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
			await this.delivery.settleSentEarlier(leads);
		}
	}

	/** An item that is not a valid lead, or cannot be one. */
	private failItem(item: Item, error: InputError, isError = true): void {
		const subject = this.reader.subjectOf(item);
		this.verdicts.settle(item.itemIndex, subject, verdictOf(error), isError);
	}

	private *earlierLeads(): Iterable<EarlierLead> {
		for (const itemIndex of this.sentBefore) {
			yield this.reader.readEarlier(this.parts.itemAt(itemIndex));
		}
	}
}

/** Why the calling rules don't let the lead be sent. */
function obstacleOfRules({ decision }: Lead): Verdict | undefined {
	if (decision instanceof InputError) return verdictOf(decision);
	return decision?.kind === 'keptBack' ? keptBackVerdict(decision) : undefined;
}
