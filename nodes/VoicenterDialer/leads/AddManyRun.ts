import type { Ledger } from '../routing/ledger/Ledger';
import { faultOf, type Failure } from '../transport/failure';
import { InputError } from '../transport/InputError';
import type { PendingCalls, PendingRead } from '../transport/PendingCalls';
import type { AddManyOptions } from './addManyOptions';
import { Batches } from './Batches';
import type { Book } from './Book';
import type { BulkSender } from './BulkSender';
import { judge } from './judge';
import type { KeyMemory } from './KeyMemory';
import { campaignOf, phoneOfLead, type Lead } from './Lead';
import type { LeadSource } from './LeadSource';
import { Pool } from '../transport/Pool';
import type { Search } from './Search';
import { turnTaker } from '../routing/turnTaker';
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
	type Verdict,
} from './Verdict';

/** What a run of Add Many works with. */
export interface AddManyParts {
	readonly options: AddManyOptions;
	readonly source: LeadSource;
	readonly book: Book;
	readonly ledger: Ledger;
	readonly sender: BulkSender;
	readonly pendingCalls: PendingCalls;
	readonly search: Search;
	readonly keys: KeyMemory;
	/** The verdict instead of sending. */
	readonly dryRun: (lead: Lead) => Verdict;
}

/** All leads of one node execution on their way: read, cut, send, verdict. */
export class AddManyRun {
	private readonly batches: Batches;

	private readonly pool: Pool;

	private readonly seen = new Set<string>();

	/** Sent by an earlier try of this execution, which got no clear answer. */
	private readonly openLeads = new Batches(Infinity);

	private readonly leadsWithKnownKey: Lead[] = [];

	private readonly pendingAtStart = new Map<string, Promise<PendingRead>>();

	constructor(private readonly parts: AddManyParts) {
		this.batches = new Batches(parts.options.batchSize);
		this.pool = new Pool(parts.options.maxConcurrency);
	}

	async finish(): Promise<void> {
		const { options, source, book, ledger } = this.parts;
		ledger.adopt((itemIndex, before) => source.isUnchanged(itemIndex, before));
		const nextTurn = turnTaker();
		for (let itemIndex = 0; itemIndex < source.itemCount; itemIndex++) {
			const turn = nextTurn();
			if (turn !== undefined) await turn;
			const lead = source.read(itemIndex);
			if (lead instanceof InputError) {
				book.write(itemIndex, source.subjectOf(itemIndex), verdictOf(lead));
			} else if (!this.isKnown(lead) && !(options.skipsPending && (await this.isPending(lead)))) {
				await this.startFull(this.batches.add(lead));
			}
		}
		for (const batch of this.batches.rest()) await this.startFull(batch);
		await this.pool.finish();
		await this.settleKnownKeys();
		for (const leads of this.openLeads.rest()) {
			await this.lookFor(leads, () => sentEarlierVerdict, faultOf('sentEarlier'));
		}
	}

	/** Settles a lead whose verdict does not depend on the service. */
	private isKnown(lead: Lead): boolean {
		const { options, book, ledger, dryRun } = this.parts;
		const settle = (verdict: Verdict) => {
			book.settle(lead, verdict);
			return true;
		};
		if (options.skipsDuplicates && !this.isFirst(`${campaignOf(lead)} ${phoneOfLead(lead)}`)) {
			return settle(duplicateVerdict);
		}
		if (lead.isDryRun) return settle(dryRun(lead));
		const isFirstOfKey = lead.key === undefined || this.isFirst(`key: ${lead.key}`);
		const fate = ledger.fateOf(lead.itemIndex);
		if (fate === 'done') return settle(takenEarlierVerdict);
		if (fate === 'open') {
			this.openLeads.add(lead);
			return true;
		}
		return isFirstOfKey ? false : settle(repeatedKeyVerdict);
	}

	private isFirst(mark: string): boolean {
		if (this.seen.has(mark)) return false;
		this.seen.add(mark);
		return true;
	}

	/** Settles a lead whose phone number waits in the campaign already. */
	private async isPending(lead: Lead): Promise<boolean> {
		const { pendingCalls, book } = this.parts;
		const campaign = campaignOf(lead);
		const reading =
			this.pendingAtStart.get(campaign) ??
			this.pool.run(async () => await pendingCalls.readFromNow(campaign));
		this.pendingAtStart.set(campaign, reading);
		const read = await reading;
		if (read.ok && !read.waiting.has(phoneOfLead(lead))) return false;
		if (read.ok) {
			book.settle(lead, pendingVerdict);
		} else {
			const failure = notSentFor(read.failure);
			book.settle(lead, verdictOf(failure), failure);
		}
		return true;
	}

	private async startFull(batch: readonly Lead[] | undefined): Promise<void> {
		if (batch !== undefined) await this.pool.start(async () => await this.deliver(batch));
	}

	private async deliver(batch: readonly Lead[]): Promise<void> {
		const { book, ledger, sender, keys } = this.parts;
		const refusal = sender.refusalOf(batch);
		const leads = refusal === undefined ? await this.withNewKeys(batch) : batch;
		if (leads.length === 0) return;
		for (const { itemIndex } of leads) ledger.begin(itemIndex);
		const { verdicts, failure } = judge(leads, refusal ?? (await sender.send(leads)));
		const unclear = new Map<Lead, Verdict>();
		leads.forEach((lead, index) => {
			const verdict = verdicts[index];
			if (verdict.status === 'unknown') {
				unclear.set(lead, verdict);
				return;
			}
			if (verdict.status === 'rejected' && failure === undefined) ledger.refuse(lead.itemIndex);
			else ledger.settle(lead.itemIndex, verdict.status === 'added');
			book.settle(lead, verdict, failure);
		});
		const clear = unclear.size === 0 ? leads : leads.filter((lead) => !unclear.has(lead));
		if (failure === undefined || failure.mayBeDone) keys.settle(clear);
		else if (refusal === undefined) await keys.giveBack(clear);
		await this.lookFor([...unclear.keys()], (lead) => unclear.get(lead) ?? unclearVerdict, failure);
	}

	/**
	 * The leads whose key was never sent; the others wait for their verdict. A lead that the service
	 * has refused in an earlier try has kept its key, and is refused again.
	 */
	private async withNewKeys(batch: readonly Lead[]): Promise<readonly Lead[]> {
		const isNew = await this.parts.keys.take(batch);
		if (isNew === undefined) {
			this.settleUnsent(batch, faultOf('keysNotStored'));
			return [];
		}
		const { ledger } = this.parts;
		const mayLeave = batch.map(
			({ itemIndex }, index) => isNew[index] || ledger.wasRefused(itemIndex),
		);
		const known = batch.filter((_, index) => !mayLeave[index]);
		if (known.length === 0) return batch;
		for (const lead of known) this.leadsWithKnownKey.push(lead);
		return batch.filter((_, index) => mayLeave[index]);
	}

	private async settleKnownKeys(): Promise<void> {
		const { book, ledger, keys } = this.parts;
		const leads = this.leadsWithKnownKey;
		const fates = await keys.fatesOf(leads);
		if (fates === undefined) {
			this.settleUnsent(leads, faultOf('keysNotStored'));
			return;
		}
		const open = new Batches(Infinity);
		leads.forEach((lead, index) => {
			if (fates[index] === 'sent') {
				book.settle(lead, knownKeyVerdict);
			} else {
				ledger.begin(lead.itemIndex);
				open.add(lead);
			}
		});
		for (const ofCampaign of open.rest()) await this.lookFor(ofCampaign, () => sentEarlierVerdict);
	}

	private settleUnsent(leads: readonly Lead[], failure: Failure): void {
		for (const lead of leads) this.parts.book.settle(lead, verdictOf(failure), failure);
	}

	/** Leads that may have arrived: those found waiting were added, the others stay open. */
	private async lookFor(
		leads: readonly Lead[],
		verdictOf: (lead: Lead) => Verdict,
		failure?: Failure,
	): Promise<void> {
		const { book, ledger, search, keys } = this.parts;
		const found = await search.find(leads);
		for (const lead of leads) {
			if (found.has(lead)) {
				ledger.settle(lead.itemIndex, true);
				book.settle(lead, foundWaitingVerdict);
			} else {
				book.settle(lead, verdictOf(lead), failure);
			}
		}
		keys.settle([...found]);
	}
}

/** Reading the queue may fail in any way; what it was read for was not sent. */
function notSentFor(failure: Failure): Failure {
	const fault = faultOf('queueNotRead');
	return { ...failure, ...fault, message: `${fault.message}. ${failure.message}` };
}
