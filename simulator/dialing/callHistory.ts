import type { CallStatus } from '../../nodes/VoicenterDialer/api/methods';
import type { Call } from '../state/call';
import type { NotificationRecord, NotificationTry } from './notifications';
import type { CallOutcome } from './outcomes';

/** A call that was dialed, as the inspection shows it. */
export interface DialedCall {
	/** `ivruniqueid` of its notifications. */
	readonly id: string;
	/** In which place it was dialed, from 1. */
	readonly sequence: number;
	readonly lead: Call;
	/** SIP code of the agent. */
	readonly agent?: string;
	/** On the dialing's own clock. */
	readonly startedAtMs: number;
	/** Absent while the call runs. */
	outcome?: CallOutcome;
	readonly notifications: NotificationRecord[];
}

export interface NotificationTotals {
	/** delivered + givenUp + underWay. */
	sent: number;
	delivered: number;
	givenUp: number;
	/** Without a good answer yet, and to be tried again. */
	underWay: number;
	/** Requests, retries among them. */
	tries: number;
}

export interface DialingTotals {
	/** The sum of the outcomes and of what is in progress. */
	called: number;
	inProgress: number;
	outcomes: Partial<Record<CallStatus, number>>;
	cdr: NotificationTotals;
	popUp: NotificationTotals;
}

const nothingSent = (): NotificationTotals => ({
	sent: 0,
	delivered: 0,
	givenUp: 0,
	underWay: 0,
	tries: 0,
});

/** What was dialed and told. Calls are kept one by one, unless numbers alone are wanted. */
export class CallHistory {
	readonly calls: DialedCall[] = [];

	readonly totals: DialingTotals = {
		called: 0,
		inProgress: 0,
		outcomes: {},
		cdr: nothingSent(),
		popUp: nothingSent(),
	};

	constructor(private readonly keepsCalls: () => boolean) {}

	begin(call: DialedCall): void {
		this.totals.called++;
		this.totals.inProgress++;
		if (this.keepsCalls()) this.calls.push(call);
	}

	end(call: DialedCall, outcome: CallOutcome): void {
		const { outcomes } = this.totals;
		call.outcome = outcome;
		this.totals.inProgress--;
		outcomes[outcome.status] = (outcomes[outcome.status] ?? 0) + 1;
	}

	send(call: DialedCall, notification: NotificationRecord): void {
		call.notifications.push(notification);
		this.totals[notification.kind].sent++;
		this.totals[notification.kind].underWay++;
	}

	tried(notification: NotificationRecord, once: NotificationTry): void {
		notification.tries.push(once);
		this.totals[notification.kind].tries++;
	}

	settle(notification: NotificationRecord, state: 'delivered' | 'givenUp'): void {
		notification.state = state;
		this.totals[notification.kind].underWay--;
		this.totals[notification.kind][state]++;
	}
}
