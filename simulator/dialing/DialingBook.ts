import type { DialedCall } from './DialedCall';
import type { DialingTotals, NotificationTotals } from './DialingTotals';
import type { NotificationRecord, NotificationTry } from './Notification';
import type { PlayedOutcome } from './Outcome';

const nothingSent = (): NotificationTotals => ({
	sent: 0,
	delivered: 0,
	givenUp: 0,
	underWay: 0,
	tries: 0,
});

/** What was dialed and told. Calls are kept one by one, unless numbers alone are wanted. */
export class DialingBook {
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

	end(call: DialedCall, outcome: PlayedOutcome): void {
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
