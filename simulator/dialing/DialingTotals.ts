import type { CallStatus } from '../../nodes/VoicenterDialer/api/methods';

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
