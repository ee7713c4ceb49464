import type { NotificationEvent, NotificationKind } from './Notification';

export type NotificationFault =
	/** The same notification so many times more: one after the other, or all at once with the first. */
	| { readonly kind: 'repeat'; readonly times?: number; readonly atOnce?: boolean }
	/** It goes out so much later on the dialing's clock, and what comes after it does not wait. */
	| { readonly kind: 'delay'; readonly seconds: number };

/** When a notification goes wrong. Whatever is left out matches everything; the first rule that matches counts. */
export interface NotificationRule {
	readonly notification?: NotificationKind;
	readonly event?: NotificationEvent;
	readonly campaign?: string;
	/** However it is written. */
	readonly phone?: string;
	/** So many matching notifications go well first. */
	readonly after?: number;
	/** Then so many go wrong; all of them unless said otherwise. */
	readonly times?: number;
	readonly fault: NotificationFault;
}
