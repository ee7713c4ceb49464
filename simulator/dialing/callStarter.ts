import type { Account, Campaign } from '../state/account';
import type { Call } from '../state/call';
import type { CallHistory, DialedCall } from './callHistory';
import { cdrsOf } from './cdrs';
import type { Notifier } from './notifications';
import type { DialingOptions } from './options';
import { OutcomeScript } from './outcomes';
import { popUpOf, type PopUpStatus } from './popUpPayload';
import { callId, type SimulatedCall } from './simulatedCall';
import type { EventQueue, StartedCalls, VirtualClock } from './virtualTime';

/** Starts queued calls while there are free lines. */
export class CallStarter {
	outcomes = new OutcomeScript({}, 0);

	/** Makes call ids unique to this run. */
	name = '';

	private readonly lines = new Lines();

	private sequence = 0;

	constructor(
		private readonly account: Account,
		private readonly options: Readonly<DialingOptions>,
		private readonly clock: VirtualClock,
		private readonly events: EventQueue,
		private readonly notifier: Notifier,
		private readonly history: CallHistory,
	) {}

	/** Starts one call in each campaign that has a due call and a free line. */
	startDue(): StartedCalls {
		const nowSeconds = this.clock.nowMs / 1000;
		let started = 0;
		let nextAtMs = Infinity;
		for (const campaign of this.account.campaigns.values()) {
			if (campaign.pending.size === 0) continue;
			const line = this.lines.free(campaign, this.options.linesPerCampaign);
			if (!line) continue;
			const lead = this.nextDue(campaign, nowSeconds);
			if (lead) {
				campaign.pending.remove(lead);
				this.play(lead, line);
				started++;
			} else {
				const nextSeconds = campaign.pending.nextOriginateTime ?? Infinity;
				nextAtMs = Math.min(nextAtMs, nextSeconds * 1000);
			}
		}
		return { started, nextAtMs };
	}

	/** Calls to Do-Not-Call numbers leave the queue without being dialed (vendor's practice). */
	private nextDue({ pending }: Campaign, nowSeconds: number): Call | undefined {
		let lead = pending.nextDue(nowSeconds);
		while (lead && this.account.skip(lead)) {
			pending.remove(lead);
			lead = pending.nextDue(nowSeconds);
		}
		return lead;
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
		this.history.begin(record);
		playCall(call, record, this.events, this.notifier, this.options, () => {
			this.lines.release(line);
			this.history.end(record, outcome);
		});
	}
}

/**
 * Schedules a call's ringing, answer and end. The reserved agent gets every pop-up, including
 * Ringing, whether or not the customer answers.
 */
function playCall(
	call: SimulatedCall,
	record: DialedCall,
	events: EventQueue,
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
	if (status === 'ANSWER') events.add(answeredAtMs, () => popUp('Talking'));
	events.add(answeredAtMs + talkSeconds * 1000, () => {
		end();
		popUp('Hangup');
		const cdrs = cdrsOf(call);
		if (options.legsReversed) cdrs.reverse();
		for (const { type, fields } of cdrs) notifier.send('cdr', type, record, fields);
	});
}

/** What one call occupies while it is in progress. */
interface Line {
	readonly campaign: Campaign;
	readonly agent?: string;
}

/** Tracks which campaigns can start another call. An agent has one call at a time across all campaigns. */
class Lines {
	private readonly used = new Map<string, number>();

	private readonly busyAgents = new Set<string>();

	/**
	 * A campaign without members does not dial (vendor's practice). This applies only to agent
	 * campaigns: the others play an IVR, and RepresentativeList is optional.
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
