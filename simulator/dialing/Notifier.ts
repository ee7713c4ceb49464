import { Turns } from '../faults/Turns';
import type { Courier } from './Courier';
import type { DialedCall } from './DialedCall';
import type { DialingBook } from './DialingBook';
import { matchesNotification } from './matchesNotification';
import type {
	Notification,
	NotificationEvent,
	NotificationKind,
	NotificationRecord,
} from './Notification';
import type { NotificationRule } from './NotificationRule';

/** Makes the notifications of what happens, and lets them go wrong where a rule says so. */
export class Notifier {
	readonly faults = new Turns<NotificationRule>();

	constructor(
		private readonly courier: Courier,
		private readonly book: DialingBook,
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
