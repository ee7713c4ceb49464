import { encodeBulk } from '../transport/encode';
import { Gate } from '../transport/Gate';
import type { Outcome } from '../transport/readAnswer';
import { RejectedCampaigns } from '../transport/RejectedCampaigns';
import { sendRequest, type Connection, type SendOptions } from '../transport/sendRequest';
import { campaignOf, type Lead } from './Lead';

/** Sends AddCallsBulk requests, and none that could only meet what another one has met. */
export class BulkSender {
	private readonly gate: Gate;

	private readonly rejectedCampaigns = new RejectedCampaigns(1);

	constructor(
		private readonly connection: Connection,
		private readonly options: SendOptions & { readonly maxConcurrency: number },
	) {
		this.gate = new Gate(options.maxConcurrency);
	}

	/** What an earlier request has shown to wait for this one; nothing is sent then. */
	refusalOf(leads: readonly Lead[]): Outcome | undefined {
		return this.rejectedCampaigns.rejectionOf(campaignOf(leads[0])) ?? this.gate.refusal;
	}

	/** @param leads of one campaign */
	async send(leads: readonly Lead[]): Promise<Outcome> {
		const refusal = this.refusalOf(leads);
		if (refusal !== undefined) return refusal;
		const outcome = await this.gate.pass(
			async () =>
				await sendRequest(
					this.connection,
					'AddCallsBulk',
					encodeBulk(leads.map(({ request }) => request)),
					this.options,
				),
			this.connection.signal,
		);
		this.rejectedCampaigns.note(campaignOf(leads[0]), outcome);
		return outcome;
	}
}
