import { RuleSchedule } from '../faults/faults';
import { canonicalPhone } from '../state/call';
import type { CallHistory, DialedCall } from './callHistory';
import type { CdrType } from './cdrs';
import type { NotificationSender } from './notificationSender';
import type { PopUpStatus } from './popUpPayload';

export type NotificationKind = 'cdr' | 'popUp';

/** A CDR's `type` or a pop-up's `status`. */
type NotificationEvent = CdrType | PopUpStatus;

/** One attempt and its answer. */
export interface NotificationTry {
	/** When it was due, on the virtual clock. */
	readonly atMs: number;
	readonly status?: number;
	/** The start of the answer's body. */
	readonly answer?: string;
	/** Why there is no answer. */
	readonly failure?: string;
}

/** A notification, as the inspection API shows it. */
export interface NotificationRecord {
	readonly kind: NotificationKind;
	readonly event: NotificationEvent;
	/** A duplicate that a fault caused. */
	readonly isRepeat: boolean;
	readonly tries: NotificationTry[];
	state: 'underWay' | 'delivered' | 'givenUp';
}

/** A notification to send. */
export interface Notification {
	readonly record: NotificationRecord;
	readonly fields: Readonly<Record<string, unknown>>;
}

export type NotificationFault =
	/** Sends the notification `times` more times: one after the other, or all at once. */
	| { readonly kind: 'repeat'; readonly times?: number; readonly atOnce?: boolean }
	/** Delays the notification on the virtual clock. Later notifications do not wait for it. */
	| { readonly kind: 'delay'; readonly seconds: number };

/** When a notification goes wrong. An omitted field matches everything; the first matching rule applies. */
export interface NotificationRule {
	readonly notification?: NotificationKind;
	readonly event?: NotificationEvent;
	readonly campaign?: string;
	/** In any notation. */
	readonly phone?: string;
	/** Skip this many matching notifications first. */
	readonly after?: number;
	/** Then affect this many. Defaults to all. */
	readonly times?: number;
	readonly fault: NotificationFault;
}

/** Creates notifications for call events and applies notification faults. */
export class Notifier {
	readonly faults = new RuleSchedule<NotificationRule>();

	constructor(
		private readonly sender: NotificationSender,
		private readonly history: CallHistory,
	) {}

	send(
		kind: NotificationKind,
		event: NotificationEvent,
		call: DialedCall,
		fields: Notification['fields'],
	): void {
		if (!this.sender.hasAddressOf(kind)) return;
		const open = (isRepeat: boolean): NotificationRecord => {
			const record = { kind, event, isRepeat, tries: [], state: 'underWay' as const };
			this.history.send(call, record);
			return record;
		};
		const matches = (rule: NotificationRule) => matchesNotification(rule, { kind, event }, call);
		const fault = this.faults.take(matches)?.fault;
		if (fault?.kind === 'delay') {
			this.sender.postLater({ record: open(false), fields }, fault.seconds);
			return;
		}
		const repeats = fault ? (fault.times ?? 1) : 0;
		const orderingKey = fault?.atOnce ? undefined : call.id;
		for (let copy = 0; copy <= repeats; copy++) {
			this.sender.post({ record: open(copy > 0), fields }, orderingKey);
		}
	}
}

/** Whether the rule applies to this notification. */
const matchesNotification = (
	{ notification, event, campaign, phone }: NotificationRule,
	about: Pick<NotificationRecord, 'kind' | 'event'>,
	{ lead }: DialedCall,
): boolean =>
	(notification ?? about.kind) === about.kind &&
	(event ?? about.event) === about.event &&
	(campaign ?? lead.campaign) === lead.campaign &&
	(phone === undefined || canonicalPhone(phone) === lead.phone);
