import type { Account, Campaign } from '../state/account';
import type { Call } from '../state/call';
import type { CallHistory, DialedCall } from './callHistory';
import { cdrsOf } from './cdrs';
import type { Notifier } from './notifications';
import type { DialingOptions } from './options';
import { OutcomeScript } from './outcomes';
import { popUpOf, type PopUpStatus } from './popUps';
import { callId, type SimulatedCall } from './simulatedCall';
import type { EventQueue, StartedCalls, VirtualClock } from './virtualTime';

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
		private readonly agenda: EventQueue,
		private readonly notifier: Notifier,
		private readonly book: CallHistory,
	) {}

	/** One call in each campaign that has one due and a line for it. */
	begin(): StartedCalls {
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
		const call: SimulatedCall = {
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

/**
 * Lets a call ring, be answered and end. The agent who is kept free for it sees all of it, the
 * ringing included, whether or not the customer answers.
 */
function playCall(
	call: SimulatedCall,
	record: DialedCall,
	agenda: EventQueue,
	notifier: Notifier,
	options: { readonly legsReversed: boolean },
	end: () => void,
): void {
	const { ringSeconds, talkSeconds, status } = call.outcome;
	const popUp = (event: PopUpStatus) => {
		if (call.agent) notifier.send('popUp', event, record, popUpOf(call, event));
	};
	const answeredAtMs = call.startedAtMs + ringSeconds * 1000;

	popUp('Ringing');
	if (status === 'ANSWER') agenda.add(answeredAtMs, () => popUp('Talking'));
	agenda.add(answeredAtMs + talkSeconds * 1000, () => {
		end();
		popUp('Hangup');
		const cdrs = cdrsOf(call);
		if (options.legsReversed) cdrs.reverse();
		for (const { type, fields } of cdrs) notifier.send('cdr', type, record, fields);
	});
}

/** What one call occupies while it runs. */
interface Line {
	readonly campaign: Campaign;
	readonly agent?: string;
}

/** Which campaigns can make one more call. An agent has one call at a time, in whatever campaign. */
class Lines {
	private readonly used = new Map<string, number>();

	private readonly busyAgents = new Set<string>();

	/**
	 * A campaign without members does not dial (vendor's practice). That is held against agent campaigns
	 * alone: the others play an IVR, and RepresentativeList may be left out.
	 */
	free(campaign: Campaign, linesPerCampaign: number): Line | undefined {
		if (campaign.status !== 'Enabled') return undefined;
		const most = Math.min(linesPerCampaign, campaign.maxCalls ?? Infinity);
		if (this.usedBy(campaign) >= most) return undefined;
		if (campaign.kind !== 'agent') return { campaign };
		for (const agent of campaign.members.keys()) {
			if (!this.busyAgents.has(agent)) return { campaign, agent };
		}
		return undefined;
	}

	take({ campaign, agent }: Line): void {
		this.used.set(campaign.code, this.usedBy(campaign) + 1);
		if (agent) this.busyAgents.add(agent);
	}

	release({ campaign, agent }: Line): void {
		this.used.set(campaign.code, this.usedBy(campaign) - 1);
		if (agent) this.busyAgents.delete(agent);
	}

	private usedBy({ code }: Campaign): number {
		return this.used.get(code) ?? 0;
	}
}
