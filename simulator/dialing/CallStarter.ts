import type { Account } from '../state/Account';
import type { Call } from '../state/Call';
import type { Agenda } from './Agenda';
import { callId } from './callId';
import type { DialedCall } from './DialedCall';
import type { DialingBook } from './DialingBook';
import type { DialingOptions } from './DialingOptions';
import { Lines, type Line } from './Lines';
import type { Notifier } from './Notifier';
import { OutcomeScript } from './OutcomeScript';
import type { Beginnings } from './Pacemaker';
import type { PlayedCall } from './PlayedCall';
import { playCall } from './playCall';
import type { VirtualClock } from './VirtualClock';

/** Takes calls out of the queues, as many as there are lines for. */
export class CallStarter {
	outcomes = new OutcomeScript({}, 0);

	/** Makes the ids of this dialing others than those of the next. */
	name = '';

	private readonly lines = new Lines();

	private sequence = 0;

	constructor(
		private readonly account: Account,
		private readonly options: Readonly<DialingOptions>,
		private readonly clock: VirtualClock,
		private readonly agenda: Agenda,
		private readonly notifier: Notifier,
		private readonly book: DialingBook,
	) {}

	/** One call in each campaign that has one due and a line for it. */
	begin(): Beginnings {
		const nowSeconds = this.clock.nowMs / 1000;
		let begun = 0;
		let nextAtMs = Infinity;
		for (const campaign of this.account.campaigns.values()) {
			if (campaign.pending.size === 0) continue;
			const line = this.lines.free(campaign, this.options.linesPerCampaign);
			if (!line) continue;
			const lead = campaign.pending.nextDue(nowSeconds);
			if (lead) {
				campaign.pending.remove(lead);
				this.play(lead, line);
				begun++;
			} else {
				const nextSeconds = campaign.pending.nextOriginateTime ?? Infinity;
				nextAtMs = Math.min(nextAtMs, nextSeconds * 1000);
			}
		}
		return { begun, nextAtMs };
	}

	private play(lead: Call, line: Line): void {
		const { campaign, agent } = line;
		const { timeZone, aiData } = this.options;
		const sequence = ++this.sequence;
		const startedAtMs = this.clock.nowMs;
		const id = callId(this.name, sequence, startedAtMs, timeZone);
		const outcome = this.outcomes.next(lead);
		const record: DialedCall = { id, sequence, lead, agent, startedAtMs, notifications: [] };
		const { account } = this;
		const call: PlayedCall = {
			id,
			account,
			campaign,
			lead,
			agent,
			startedAtMs,
			outcome,
			timeZone,
			hasAiData: aiData,
		};
		this.lines.take(line);
		this.book.begin(record);
		playCall(call, record, this.agenda, this.notifier, this.options, () => {
			this.lines.release(line);
			this.book.end(record, outcome);
		});
	}
}
