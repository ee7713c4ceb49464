import { RuleSchedule } from '../faults/faults';
import { canonicalPhone } from '../state/call';
import type { CallHistory, DialedCall } from './callHistory';
import type { CdrType } from './cdrs';
import type { NotificationSender } from './notificationSender';
import type { PopUpStatus } from './popUps';

export type NotificationKind = 'cdr' | 'popUp';

/** What it tells: a CDR's `type` or a pop-up's `status`. */
type NotificationEvent = CdrType | PopUpStatus;

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

/** Makes the notifications of what happens, and lets them go wrong where a rule says so. */
export class Notifier {
	readonly faults = new RuleSchedule<NotificationRule>();

	constructor(
		private readonly courier: NotificationSender,
		private readonly book: CallHistory,
	) {}

	send(
		kind: NotificationKind,
		event: NotificationEvent,
		call: DialedCall,
		fields: Notification['fields'],
	): void {
		if (!this.courier.hasAddressOf(kind)) return;
		const open = (isRepeat: boolean): NotificationRecord => {
			const record = { kind, event, isRepeat, tries: [], state: 'underWay' as const };
			this.book.send(call, record);
			return record;
		};
		const matches = (rule: NotificationRule) => matchesNotification(rule, { kind, event }, call);
		const fault = this.faults.take(matches)?.fault;
		if (fault?.kind === 'delay') {
			this.courier.postLater({ record: open(false), fields }, fault.seconds);
			return;
		}
		const repeats = fault ? (fault.times ?? 1) : 0;
		const lane = fault?.atOnce ? undefined : call.id;
		for (let copy = 0; copy <= repeats; copy++) {
			this.courier.post({ record: open(copy > 0), fields }, lane);
		}
	}
}

/** Whether the rule is about this notification of this call. */
const matchesNotification = (
	{ notification, event, campaign, phone }: NotificationRule,
	about: Pick<NotificationRecord, 'kind' | 'event'>,
	{ lead }: DialedCall,
): boolean =>
	(notification ?? about.kind) === about.kind &&
	(event ?? about.event) === about.event &&
	(campaign ?? lead.campaign) === lead.campaign &&
	(phone === undefined || canonicalPhone(phone) === lead.phone);
