import type { IDataObject } from 'n8n-workflow';
import { fingerprintOfCall, fingerprintOfRequest, type WaitingCalls } from '../api/pendingCalls';
import { campaignOf, phoneOfLead, type Lead } from './lead';

/** Awaited between the pieces of a long work, so that n8n stays responsive. */
export type NextTurn = () => Promise<void> | undefined;

/** Campaign and phone number of a lead that an earlier try sent, as they can be read today. */
export interface EarlierLead {
	readonly itemIndex: number;
	readonly campaign: string;
	readonly phone: string;
}

/** The leads that surely wait, and those of which the queue does not tell; the others surely do not. */
export interface Lookup {
	readonly found: ReadonlySet<Lead>;
	readonly unclear: ReadonlySet<Lead>;
}

/**
 * The leads of a run that may be at the service, as they were sent.
 *
 * Calls in the queue have no id. So a lead is found there only if a call that is the same to the last
 * field is left over for it after every other lead of this execution that could be that call.
 */
export class SentLeads {
	private readonly leads: Lead[] = [];

	private indexedCount = 0;

	/** By campaign and fingerprint, and by campaign and phone number. */
	private readonly counts = new Map<string, number>();

	/** Items whose leads are counted. */
	private readonly counted = new Set<number>();

	private readonly released = new Set<number>();

	/** By campaign and phone number: items that earlier tries sent, and this one does not. */
	private earlier: Promise<ReadonlyMap<string, Set<number>>> | undefined;

	/** @param readEarlier what earlier tries sent; read once, when the first lead is looked for */
	constructor(private readonly readEarlier: () => Iterable<EarlierLead>) {}

	/** To be called before the request leaves; or for a lead that another execution has sent. */
	add(lead: Lead): void {
		this.leads.push(lead);
	}

	/** The service surely does not have the lead. */
	release(lead: Lead): void {
		this.released.add(lead.itemIndex);
		if (this.counted.delete(lead.itemIndex)) this.count(lead, -1);
	}

	/** Looks for leads, of one campaign, among the calls that wait in it. */
	async lookFor(
		leads: readonly Lead[],
		waiting: WaitingCalls,
		nextTurn: NextTurn,
	): Promise<Lookup> {
		const found = new Set<Lead>();
		const unclear = new Set<Lead>();
		const candidates = leads.filter((lead) => waiting.has(phoneOfLead(lead)));
		if (candidates.length === 0) return { found, unclear };
		this.earlier ??= this.indexEarlier(nextTurn);
		const earlier = await this.earlier;
		await this.index(earlier, nextTurn);
		for (const lead of candidates) {
			await nextTurn();
			const print = fingerprintOfRequest(lead.request);
			const callsThere = waiting.get(phoneOfLead(lead)) ?? [];
			const { counts, unreadable } = printsOf(callsThere);
			const calls = counts.get(print) ?? 0;
			// The expressions of earlier tries may give something else today: any call to the number of
			// such a lead could be it.
			const earlierThere = earlier.get(placeOf(lead));
			const isEarlier = earlierThere?.has(lead.itemIndex) === true;
			const earlierOthers = (earlierThere?.size ?? 0) - (isEarlier ? 1 : 0);
			if (calls > this.othersLike(lead, print) + earlierOthers) found.add(lead);
			// The service may have changed what it was sent: any call to the number could be the lead's.
			else if (calls > 0 || unreadable > 0 || isEarlier) unclear.add(lead);
			else if (callsThere.length > this.othersLike(lead, phoneOfLead(lead)) + earlierOthers) {
				unclear.add(lead);
			}
		}
		return { found, unclear };
	}

	/** How many other leads of this try have the same fingerprint, or the same phone number. */
	private othersLike(lead: Lead, mark: string): number {
		const alike = this.counts.get(`${campaignOf(lead)} ${mark}`) ?? 0;
		return alike - (this.counted.has(lead.itemIndex) ? 1 : 0);
	}

	private async index(
		earlier: ReadonlyMap<string, Set<number>>,
		nextTurn: NextTurn,
	): Promise<void> {
		while (this.indexedCount < this.leads.length) {
			const lead = this.leads[this.indexedCount++];
			const { itemIndex } = lead;
			if (this.released.has(itemIndex) || this.counted.has(itemIndex)) continue;
			this.counted.add(itemIndex);
			this.count(lead, 1);
			earlier.get(placeOf(lead))?.delete(itemIndex);
			await nextTurn();
		}
	}

	private count(lead: Lead, by: number): void {
		for (const mark of [fingerprintOfRequest(lead.request), phoneOfLead(lead)]) {
			const key = `${campaignOf(lead)} ${mark}`;
			this.counts.set(key, (this.counts.get(key) ?? 0) + by);
		}
	}

	private async indexEarlier(nextTurn: NextTurn): Promise<ReadonlyMap<string, Set<number>>> {
		const byPlace = new Map<string, Set<number>>();
		for (const lead of this.readEarlier()) {
			await nextTurn();
			const place = `${lead.campaign} ${lead.phone}`;
			const items = byPlace.get(place);
			if (items === undefined) byPlace.set(place, new Set([lead.itemIndex]));
			else items.add(lead.itemIndex);
		}
		return byPlace;
	}
}

const placeOf = (lead: Lead): string => `${campaignOf(lead)} ${phoneOfLead(lead)}`;

interface Prints {
	/** How many calls there are of each print. */
	readonly counts: ReadonlyMap<string, number>;
	readonly unreadable: number;
}

const known = new WeakMap<readonly IDataObject[], Prints>();

function printsOf(calls: readonly IDataObject[]): Prints {
	const before = known.get(calls);
	if (before !== undefined) return before;
	const counts = new Map<string, number>();
	let unreadable = 0;
	for (const call of calls) {
		const print = fingerprintOfCall(call);
		if (print === undefined) unreadable++;
		else counts.set(print, (counts.get(print) ?? 0) + 1);
	}
	const prints = { counts, unreadable };
	known.set(calls, prints);
	return prints;
}
