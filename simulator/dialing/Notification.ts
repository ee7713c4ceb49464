import type { CdrType } from './cdrsOf';
import type { PopUpStatus } from './popUpOf';

export type NotificationKind = 'cdr' | 'popUp';

/** What it tells: a CDR's `type` or a pop-up's `status`. */
export type NotificationEvent = CdrType | PopUpStatus;

/** One request, and what was said to it. */
export interface NotificationTry {
	/** When it was due, on the dialing's own clock. */
	readonly atMs: number;
	readonly status?: number;
	/** The beginning of the answer. */
	readonly answer?: string;
	/** Why there is no answer. */
	readonly failure?: string;
}

/** A notification, as the inspection shows it. */
export interface NotificationRecord {
	readonly kind: NotificationKind;
	readonly event: NotificationEvent;
	/** Sent once more by a fault, although nothing was wrong with the first. */
	readonly isRepeat: boolean;
	readonly tries: NotificationTry[];
	state: 'underWay' | 'delivered' | 'givenUp';
}

/** A notification on its way. */
export interface Notification {
	readonly record: NotificationRecord;
	readonly fields: Readonly<Record<string, unknown>>;
}
