import type { CallStatus } from '../../nodes/VoicenterDialer/api/methods';
import type { Call } from '../state/call';
import type { NotificationRecord, NotificationTry } from './notifications';
import type { CallOutcome } from './outcomes';
import type { SimulatedCall } from './simulatedCall';

/** A dialed call, as the inspection API shows it. */
export interface DialedCall {
	/** `ivruniqueid` of its notifications. */
	readonly id: string;
	/** Position in dialing order, from 1. */
	readonly sequence: number;
	readonly lead: Call;
	/** SIP code of the agent. */
	readonly agent?: string;
	/** On the virtual clock. */
	readonly startedAtMs: number;
	/** Absent while the call is in progress. */
	outcome?: CallOutcome;
	readonly notifications: NotificationRecord[];
}

export interface NotificationTotals {
	/** delivered + givenUp + underWay. */
	sent: number;
	delivered: number;
	givenUp: number;
	/** Not accepted yet; will be retried. */
	underWay: number;
	/** Requests, including retries. */
	tries: number;
}

export interface DialingTotals {
	/** Finished calls plus those in progress. */
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

/** The calls and notifications so far: totals, and each call unless only totals are wanted. */
export class CallHistory {
	readonly calls: DialedCall[] = [];

	readonly totals: DialingTotals = {
		called: 0,
		inProgress: 0,
		outcomes: {},
		cdr: nothingSent(),
		popUp: nothingSent(),
	};

	/** The calls that have ended, for the call log. */
	readonly ended: SimulatedCall[] = [];

	constructor(private readonly keepsCalls: () => boolean) {}

	begin(call: DialedCall): void {
		this.totals.called++;
		this.totals.inProgress++;
		if (this.keepsCalls()) this.calls.push(call);
	}

	end(call: DialedCall, simulated: SimulatedCall): void {
		const { outcomes } = this.totals;
		const { outcome } = simulated;
		if (this.keepsCalls()) this.ended.push(simulated);
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
