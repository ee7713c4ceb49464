import type { Connection } from '../api/client';
import { PendingCalls, type PendingRead } from '../api/pendingCalls';
import { wrongCampaignCode } from './circuitBreaker';
import { campaignOf, type Lead } from './lead';
import type { Limiter } from './limiter';
import { SentLeads, type EarlierLead, type Lookup, type NextTurn } from './sentLeads';

/** Looks up the leads of a run in the queues of their campaigns. */
export class QueueLookup {
	private readonly sent: SentLeads;

	private pendingCalls: PendingCalls | undefined;

	private readonly readsAtStart = new Map<string, Promise<PendingRead>>();

	constructor(
		private readonly connectionOf: (lead: Lead) => Connection,
		readEarlier: () => Iterable<EarlierLead>,
		private readonly nextTurn: NextTurn,
	) {
		this.sent = new SentLeads(readEarlier);
	}

	/** Call this before the request is sent, and for leads that another execution has sent. */
	addSent(lead: Lead): void {
		this.sent.add(lead);
	}

	/** The service certainly does not have the lead. */
	removeSent(lead: Lead): void {
		this.sent.release(lead);
	}

	/**
	 * @param leads of one campaign
	 * @returns `undefined` if the queue cannot be read
	 */
	async lookUp(leads: readonly Lead[]): Promise<Lookup | undefined> {
		const read = await this.read(leads[0]);
		if (read.ok) return await this.sent.find(leads, read.waiting, this.nextTurn);
		// A campaign that does not exist has no calls.
		return read.failure.errorCode === wrongCampaignCode ? nothingFound : undefined;
	}

	/** Reads the queue of the lead's campaign once per run. */
	async readAtStart(lead: Lead, limiter: Limiter): Promise<PendingRead> {
		const campaign = campaignOf(lead);
		const read = this.readsAtStart.get(campaign) ?? limiter.run(async () => await this.read(lead));
		this.readsAtStart.set(campaign, read);
		return await read;
	}

	private async read(lead: Lead): Promise<PendingRead> {
		this.pendingCalls ??= new PendingCalls(this.connectionOf(lead), lead.options);
		return await this.pendingCalls.readFromNow(campaignOf(lead));
	}
}

const nothingFound: Lookup = { found: new Set(), unclear: new Set() };
