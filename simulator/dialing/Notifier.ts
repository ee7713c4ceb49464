import { canonicalPhone } from '../state/canonicalPhone';
import { Turns } from '../faults/Turns';
import type { Agenda } from './Agenda';
import type { DialedCall } from './DialedCall';
import type { DialingBook } from './DialingBook';
import type { DialingOptions } from './DialingOptions';
import { encodeNotification } from './encodeNotification';
import { isAccepted } from './isAccepted';
import type {
	Notification,
	NotificationEvent,
	NotificationKind,
	NotificationRecord,
} from './Notification';
import { NotificationClient } from './NotificationClient';
import type { NotificationRule } from './NotificationRule';
import type { Outbox } from './Outbox';
import type { VirtualClock } from './VirtualClock';

const keptOfAnswer = 300;

/** Tells the configured addresses what happens, and tells it again as the vendor does. */
export class Notifier {
	readonly faults = new Turns<NotificationRule>();

	private readonly client = new NotificationClient();

	constructor(
		private readonly options: Readonly<DialingOptions>,
		private readonly clock: VirtualClock,
		private readonly agenda: Agenda,
		private readonly outbox: Outbox,
		private readonly book: DialingBook,
	) {}

	send(
		kind: NotificationKind,
		event: NotificationEvent,
		call: DialedCall,
		fields: Notification['fields'],
	): void {
		if (!this.addressOf(kind)) return;
		const fault = this.faults.take((rule) => matches(rule, kind, event, call))?.fault;
		const open = (isRepeat: boolean): NotificationRecord => {
			const record = { kind, event, isRepeat, tries: [], state: 'underWay' as const };
			this.book.send(call, record);
			return record;
		};
		if (fault?.kind === 'delay') {
			this.postLater({ record: open(false), fields }, fault.seconds);
			return;
		}
		const repeats = fault ? (fault.times ?? 1) : 0;
		const lane = fault?.atOnce ? undefined : call.id;
		for (let copy = 0; copy <= repeats; copy++) this.post({ record: open(copy > 0), fields }, lane);
	}

	close(): void {
		this.client.close();
	}

	private addressOf(kind: NotificationKind): string | undefined {
		return kind === 'cdr' ? this.options.cdrUrl : this.options.popUpUrl;
	}

	private post(notification: Notification, lane?: string): void {
		const dueAtMs = this.clock.nowMs;
		this.outbox.add(async () => await this.deliver(notification, dueAtMs), lane);
	}

	private postLater(notification: Notification, seconds: number): void {
		this.agenda.add(this.clock.nowMs + seconds * 1000, () => this.post(notification));
	}

	private async deliver(notification: Notification, dueAtMs: number): Promise<void> {
		const { record } = notification;
		if (await this.isTaken(notification, dueAtMs)) return this.book.settle(record, 'delivered');
		const { cdrTries, retryDelaySeconds } = this.options;
		// The vendor's browser extension does not ask again; its server does.
		const tries = record.kind === 'cdr' ? cdrTries : 1;
		if (record.tries.length >= tries) return this.book.settle(record, 'givenUp');
		this.postLater(notification, retryDelaySeconds);
	}

	private async isTaken({ record, fields }: Notification, atMs: number): Promise<boolean> {
		const { kind } = record;
		const { cdrEncoding, popUpEncoding, cdrTimeoutMs, popUpTimeoutMs } = this.options;
		const [encoding, timeoutMs] =
			kind === 'cdr' ? [cdrEncoding, cdrTimeoutMs] : [popUpEncoding, popUpTimeoutMs];
		try {
			const request = encodeNotification(kind, fields, this.addressOf(kind) ?? '', encoding);
			const answer = await this.client.send(request, timeoutMs);
			const { status, text } = answer;
			this.book.tried(record, { atMs, status, answer: text.slice(0, keptOfAnswer) });
			return isAccepted(kind, answer);
		} catch (error) {
			this.book.tried(record, { atMs, failure: (error as Error).message });
			return false;
		}
	}
}

function matches(
	{ notification, event, campaign, phone }: NotificationRule,
	kind: NotificationKind,
	ofEvent: NotificationEvent,
	{ lead }: DialedCall,
): boolean {
	return (
		(notification ?? kind) === kind &&
		(event ?? ofEvent) === ofEvent &&
		(campaign ?? lead.campaign) === lead.campaign &&
		(phone === undefined || canonicalPhone(phone) === lead.phone)
	);
}
