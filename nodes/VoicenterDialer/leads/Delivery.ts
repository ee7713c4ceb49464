import { Gate } from '../transport/Gate';
import { encodeBulk } from '../transport/encode';
import type { Failure } from '../transport/failure';
import type { Outcome } from '../transport/readAnswer';
import { sendRequest, type Connection } from '../transport/sendRequest';
import type { AddManyOptions } from './addManyOptions';
import { judge } from './judge';
import { campaignOf, type Lead } from './Lead';
import type { Verdict } from './Verdict';

type Settle = (lead: Lead, verdict: Verdict, failure?: Failure) => void;

/** Sends batches, a few at a time, and settles their leads. */
export class Delivery {
	private readonly gate: Gate;

	private readonly inFlight = new Set<Promise<void>>();

	/** Campaigns whose requests the service rejects as a whole: it would say the same again. */
	private readonly rejectedCampaigns = new Map<string, Outcome>();

	constructor(
		private readonly connection: Connection,
		private readonly options: AddManyOptions,
	) {
		this.gate = new Gate(options.maxConcurrency);
	}

	/** Waits for a place, so that no more batches are held than can be sent. */
	async start(batch: readonly Lead[], settle: Settle): Promise<void> {
		if (this.inFlight.size >= this.options.maxConcurrency) await Promise.race(this.inFlight);
		const delivered = this.deliver(batch, settle).finally(() => this.inFlight.delete(delivered));
		this.inFlight.add(delivered);
	}

	async finish(): Promise<void> {
		await Promise.all(this.inFlight);
	}

	private async deliver(batch: readonly Lead[], settle: Settle): Promise<void> {
		const { verdicts, failure } = judge(batch, await this.send(batch));
		batch.forEach((lead, index) => settle(lead, verdicts[index], failure));
	}

	private async send(batch: readonly Lead[]): Promise<Outcome> {
		const campaign = campaignOf(batch[0]);
		const known = this.rejectedCampaigns.get(campaign);
		if (known !== undefined) return known;
		const outcome = await this.gate.pass(
			async () =>
				await sendRequest(
					this.connection,
					'AddCallsBulk',
					encodeBulk(batch.map(({ request }) => request)),
					this.options,
				),
			this.connection.signal,
		);
		const isRejected = !outcome.ok && outcome.failure.errorCode === wrongCampaignCode;
		if (isRejected && outcome.answer?.AddResult === undefined) {
			this.rejectedCampaigns.set(campaign, outcome);
		}
		return outcome;
	}
}

/** Guide, 6.1: “Invalid campaign code”. */
const wrongCampaignCode = 1;
