import type { Account } from '../state/account';
import { CallHistory, type DialedCall, type DialingTotals } from './callHistory';
import { CallStarter } from './callStarter';
import { NotificationSender } from './notificationSender';
import { Notifier } from './notifications';
import { defaultDialing, readDialingOptions, type DialingOptions } from './options';
import { OutcomeScript } from './outcomes';
import { SendQueue } from './sendQueue';
import { EventQueue, Pacer, VirtualClock } from './virtualTime';

const nothingStarted = { begun: 0, nextAtMs: Infinity };

/** Works an account's queues: dials the calls that are due, plays them, and tells how they went. */
export class Dialing {
	/** Off until somebody lets it dial. What is under way when it stops still comes to its end. */
	isOn = false;

	readonly options: DialingOptions = { ...defaultDialing };

	private readonly clock = new VirtualClock(Date.now(), 'max');

	private readonly agenda = new EventQueue();

	private readonly outbox = new SendQueue(() => this.wake());

	private readonly book: CallHistory;

	private readonly courier: NotificationSender;

	private readonly notifier: Notifier;

	private readonly starter: CallStarter;

	private readonly pacemaker: Pacer;

	private hasStarted = false;

	constructor(account: Account, keepsCalls: () => boolean) {
		const { options, clock, agenda, outbox } = this;
		this.book = new CallHistory(keepsCalls);
		this.courier = new NotificationSender(options, clock, agenda, outbox, this.book);
		this.notifier = new Notifier(this.courier, this.book);
		this.starter = new CallStarter(account, options, clock, agenda, this.notifier, this.book);
		this.pacemaker = new Pacer(clock, agenda, outbox, () =>
			this.isOn ? this.starter.begin() : nothingStarted,
		);
	}

	/** Every call that was dialed, in order; none when the log keeps numbers only. */
	get calls(): readonly DialedCall[] {
		return this.book.calls;
	}

	/** The dialing's own clock. */
	get nowMs(): number {
		return this.clock.nowMs;
	}

	totals(): DialingTotals {
		return structuredClone(this.book.totals);
	}

	/** Begins, or goes on with other options; those not named stay as they are. */
	dial(changes: Partial<DialingOptions> = {}): void {
		const { options } = this;
		Object.assign(options, readDialingOptions(changes));
		if (!this.hasStarted) this.start();
		this.clock.setSpeed(options.speed);
		this.outbox.atOnce = options.notificationsAtOnce;
		if (changes.faults) this.notifier.faults.set(changes.faults);
		if (changes.outcomes || changes.seed !== undefined) this.decideOutcomes();
		this.isOn = true;
		this.wake();
	}

	/** No further call. */
	stop(): void {
		this.isOn = false;
		this.wake();
	}

	/** The queues, or who works them, may have changed. */
	wake(): void {
		if (this.hasStarted) this.pacemaker.wake();
	}

	/** Resolves when no call and no notification is under way, and none of those waiting can be dialed. */
	async settled(): Promise<void> {
		if (this.hasStarted) await this.pacemaker.settled();
	}

	/** Drops everything. */
	close(): void {
		this.pacemaker.close();
		this.outbox.close();
		this.courier.close();
	}

	private start(): void {
		const { seed, startsAtSeconds } = this.options;
		this.hasStarted = true;
		if (startsAtSeconds !== undefined) this.clock.startAt(startsAtSeconds * 1000);
		this.starter.name = `${seed} ${this.clock.nowMs}`;
		this.decideOutcomes();
	}

	private decideOutcomes(): void {
		this.starter.outcomes = new OutcomeScript(this.options.outcomes, this.options.seed);
	}
}
