import type { Call } from '../state/Call';
import type { PlayedOutcome } from './Outcome';
import type { NotificationRecord } from './Notification';

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
	outcome?: PlayedOutcome;
	readonly notifications: NotificationRecord[];
}
