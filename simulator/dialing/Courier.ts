import type { Agenda } from './Agenda';
import type { DialingBook } from './DialingBook';
import type { DialingOptions } from './DialingOptions';
import { encodeNotification } from './encodeNotification';
import { isAccepted } from './isAccepted';
import type { Notification, NotificationKind } from './Notification';
import { NotificationClient } from './NotificationClient';
import type { Outbox } from './Outbox';
import type { VirtualClock } from './VirtualClock';

const keptOfAnswer = 300;

/** Brings notifications to the configured addresses, and again until they are taken or given up. */
export class Courier {
	private readonly client = new NotificationClient();

	constructor(
		private readonly options: Readonly<DialingOptions>,
		private readonly clock: VirtualClock,
		private readonly agenda: Agenda,
		private readonly outbox: Outbox,
		private readonly book: DialingBook,
	) {}

	hasAddressOf(kind: NotificationKind): boolean {
		return Boolean(this.addressOf(kind));
	}

	/** What is posted in one lane goes out one after the other. */
	post(notification: Notification, lane?: string): void {
		const dueAtMs = this.clock.nowMs;
		this.outbox.add(async () => await this.deliver(notification, dueAtMs), lane);
	}

	postLater(notification: Notification, seconds: number): void {
		this.agenda.add(this.clock.nowMs + seconds * 1000, () => this.post(notification));
	}

	close(): void {
		this.client.close();
	}

	private async deliver(notification: Notification, dueAtMs: number): Promise<void> {
		const { record } = notification;
		if (await this.isTaken(notification, dueAtMs)) return this.book.settle(record, 'delivered');
		const { cdrTries, retryDelaySeconds } = this.options;
		// The vendor's servers try again; pop-ups come from a browser, which does not (vendor's practice).
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

	private addressOf(kind: NotificationKind): string | undefined {
		return kind === 'cdr' ? this.options.cdrUrl : this.options.popUpUrl;
	}
}
