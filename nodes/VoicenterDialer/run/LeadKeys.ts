import type { Failure } from '../api/failure';
import type { IdempotencyStore } from '../once/IdempotencyStore';
import type { Ledger } from '../once/Ledger';
import type { Lead } from './lead';

/** The leads of a batch that may be sent, and those of them whose key this try has taken. */
export interface KeyedBatch {
	readonly leads: readonly Lead[];
	readonly taken: ReadonlySet<Lead>;
}

/** The idempotency keys of a run's leads. Without a store, the leads have no keys. */
export class LeadKeys {
	/** Leads whose key is not new. Their verdict comes at the end of the run. */
	private readonly known: Lead[] = [];

	constructor(
		private readonly store: IdempotencyStore | undefined,
		private readonly ledger: Ledger,
	) {}

	/**
	 * Takes the leads' keys and sets leads with a known key aside. A lead that the service rejected in
	 * an earlier try of this execution has kept its key and may be sent.
	 * @returns `undefined` if n8n's database did not confirm; nothing may be sent then
	 */
	async take(batch: readonly Lead[]): Promise<KeyedBatch | undefined> {
		if (this.store === undefined) return { leads: batch, taken: new Set() };
		const isNew = await this.store.take(keysOf(batch));
		if (isNew === undefined) return undefined;
		const taken = new Set(batch.filter((_, index) => isNew[index]));
		const leads: Lead[] = [];
		for (const lead of batch) {
			const maySend = taken.has(lead) || this.ledger.fateOf(lead.itemIndex) === 'refused';
			(maySend ? leads : this.known).push(lead);
		}
		return { leads, taken };
	}

	/** Records that the leads have an answer. */
	settle(leads: readonly Lead[]): void {
		this.store?.settle(keysOf(leads));
	}

	/**
	 * Releases the keys that this try has taken, because the leads were not sent.
	 * @returns the failure for the leads
	 */
	async release(
		leads: readonly Lead[],
		taken: ReadonlySet<Lead>,
		failure: Failure,
	): Promise<Failure> {
		const own = leads.filter((lead) => taken.has(lead));
		if (this.store === undefined || own.length === 0) return failure;
		if (await this.store.release(keysOf(own))) return failure;
		return { ...failure, advice: `${failure.advice} ${notReleased}` };
	}

	/** Returns the leads that were set aside, once. */
	takeKnown(): Lead[] {
		return this.known.splice(0);
	}

	/** The leads whose key has an answer on record. The request of the others may be unfinished. */
	async answeredAmong(leads: readonly Lead[]): Promise<ReadonlySet<Lead>> {
		const states = await this.store?.statesOf(keysOf(leads));
		return new Set(leads.filter(({ key }) => states?.get(String(key)) === 'answered'));
	}

	async finish(): Promise<void> {
		await this.store?.finish();
	}
}

const keysOf = (leads: readonly Lead[]): string[] => leads.map(({ key }) => String(key));

const notReleased =
	'n8n’s database did not release the idempotency key. To send the lead, give it a new key.';
