import type { IDataObject } from 'n8n-workflow';
import type { DialerRequest } from '../api/encode';
import { fingerprintOfCall, fingerprintOfRequest, type WaitingCalls } from '../api/pendingCalls';
import { campaignOf, phoneOfLead, type Lead, type SentCall } from './lead';

export type NextTurn = () => Promise<void> | undefined;

/** A lead that an earlier try sent. Campaign and phone number are evaluated again in this try. */
export interface EarlierLead {
	readonly itemIndex: number;
	readonly campaign: string;
	readonly phone: string;
}

/** The leads that are in the queue, and those that may be. The others are not in the queue. */
export interface Lookup {
	readonly found: ReadonlySet<Lead>;
	readonly unclear: ReadonlySet<Lead>;
}

/**
 * The leads of a run that the service may have.
 *
 * Calls in the queue have no ID, so a lead is matched by its fingerprint. It counts as found only if
 * the queue has more calls with this fingerprint than other leads of this execution account for.
 */
export class SentLeads {
	/** What is kept of each lead, to be small: a run can have a million. */
	private readonly requests: DialerRequest[] = [];

	private readonly itemIndexes: number[] = [];

	private indexedCount = 0;

	/** By campaign and fingerprint, and by campaign and phone number. */
	private readonly sentCounts = new Map<string, number>();

	/** Items in `sentCounts`. */
	private readonly counted = new Set<number>();

	private readonly released = new Set<number>();

	/** By campaign and phone number: items that earlier tries sent and this try has not sent. */
	private earlier: Promise<ReadonlyMap<string, Set<number>>> | undefined;

	/** @param readEarlier reads what earlier tries sent; called once, at the first lookup */
	constructor(private readonly readEarlier: () => Iterable<EarlierLead>) {}

	/** Call this before the request is sent, and for leads that another execution has sent. */
	add(lead: Lead): void {
		this.requests.push(lead.request);
		this.itemIndexes.push(lead.itemIndex);
	}

	/** The service certainly does not have the lead. */
	release(lead: Lead): void {
		this.released.add(lead.itemIndex);
		if (this.counted.delete(lead.itemIndex)) this.count(lead, -1);
	}

	/** @param leads of one campaign */
	async find(leads: readonly Lead[], waiting: WaitingCalls, nextTurn: NextTurn): Promise<Lookup> {
		const found = new Set<Lead>();
		const unclear = new Set<Lead>();
		const candidates = leads.filter((lead) => waiting.has(phoneOfLead(lead)));
		if (candidates.length === 0) return { found, unclear };
		this.earlier ??= this.indexEarlier(nextTurn);
		const earlier = await this.earlier;
		await this.index(earlier, nextTurn);
		for (const lead of candidates) {
			await nextTurn();
			const fingerprint = fingerprintOfRequest(lead.request);
			const callsToPhone = waiting.get(phoneOfLead(lead)) ?? [];
			const { counts, unreadable } = countFingerprints(callsToPhone);
			const calls = counts.get(fingerprint) ?? 0;
			// The expressions of earlier tries can have different results now, so any call to the number
			// could belong to such a lead.
			const earlierToPhone = earlier.get(campaignAndPhone(lead));
			const isEarlier = earlierToPhone?.has(lead.itemIndex) === true;
			const earlierOthers = (earlierToPhone?.size ?? 0) - (isEarlier ? 1 : 0);
			if (calls > this.othersLike(lead, fingerprint) + earlierOthers) found.add(lead);
			// The service may have changed the data, so any call to the number could be this lead's.
			else if (calls > 0 || unreadable > 0) unclear.add(lead);
			else if (callsToPhone.length > this.othersLike(lead, phoneOfLead(lead)) + earlierOthers) {
				unclear.add(lead);
			}
		}
		return { found, unclear };
	}

	/** How many other leads of this try have the same fingerprint or phone number. */
	private othersLike(lead: Lead, fingerprintOrPhone: string): number {
		const alike = this.sentCounts.get(`${campaignOf(lead)} ${fingerprintOrPhone}`) ?? 0;
		return alike - (this.counted.has(lead.itemIndex) ? 1 : 0);
	}

	private async index(
		earlier: ReadonlyMap<string, Set<number>>,
		nextTurn: NextTurn,
	): Promise<void> {
		while (this.indexedCount < this.requests.length) {
			const itemIndex = this.itemIndexes[this.indexedCount];
			const lead = { request: this.requests[this.indexedCount++] };
			if (this.released.has(itemIndex) || this.counted.has(itemIndex)) continue;
			this.counted.add(itemIndex);
			this.count(lead, 1);
			earlier.get(campaignAndPhone(lead))?.delete(itemIndex);
			await nextTurn();
		}
	}

	private count(lead: SentCall, by: number): void {
		for (const fingerprintOrPhone of [fingerprintOfRequest(lead.request), phoneOfLead(lead)]) {
			const key = `${campaignOf(lead)} ${fingerprintOrPhone}`;
			this.sentCounts.set(key, (this.sentCounts.get(key) ?? 0) + by);
		}
	}

	private async indexEarlier(nextTurn: NextTurn): Promise<ReadonlyMap<string, Set<number>>> {
		const index = new Map<string, Set<number>>();
		for (const lead of this.readEarlier()) {
			await nextTurn();
			const key = `${lead.campaign} ${lead.phone}`;
			const items = index.get(key);
			if (items === undefined) index.set(key, new Set([lead.itemIndex]));
			else items.add(lead.itemIndex);
		}
		return index;
	}
}

const campaignAndPhone = (lead: SentCall): string => `${campaignOf(lead)} ${phoneOfLead(lead)}`;

interface FingerprintCounts {
	readonly counts: ReadonlyMap<string, number>;
	readonly unreadable: number;
}

const cache = new WeakMap<readonly IDataObject[], FingerprintCounts>();

function countFingerprints(calls: readonly IDataObject[]): FingerprintCounts {
	const cached = cache.get(calls);
	if (cached !== undefined) return cached;
	const counts = new Map<string, number>();
	let unreadable = 0;
	for (const call of calls) {
		const fingerprint = fingerprintOfCall(call);
		if (fingerprint === undefined) unreadable++;
		else counts.set(fingerprint, (counts.get(fingerprint) ?? 0) + 1);
	}
	const result = { counts, unreadable };
	cache.set(calls, result);
	return result;
}
