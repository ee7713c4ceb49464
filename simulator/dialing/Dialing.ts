import type { Account } from '../state/Account';
import { Agenda } from './Agenda';
import { CallStarter } from './CallStarter';
import { Courier } from './Courier';
import type { DialedCall } from './DialedCall';
import { DialingBook } from './DialingBook';
import { defaultDialing, type DialingOptions } from './DialingOptions';
import type { DialingTotals } from './DialingTotals';
import { Notifier } from './Notifier';
import { Outbox } from './Outbox';
import { OutcomeScript } from './OutcomeScript';
import { Pacemaker } from './Pacemaker';
import { readDialingOptions } from './readDialingOptions';
import { VirtualClock } from './VirtualClock';

const nothingToBegin = { begun: 0, nextAtMs: Infinity };

/** Works an account's queues: dials the calls that are due, plays them, and tells how they went. */
export class Dialing {
	/** Off until somebody lets it dial. What is under way when it stops still comes to its end. */
	isOn = false;

	readonly options: DialingOptions = { ...defaultDialing };

	private readonly clock = new VirtualClock(Date.now(), 'max');

	private readonly agenda = new Agenda();

	private readonly outbox = new Outbox(() => this.wake());

	private readonly book: DialingBook;

	private readonly courier: Courier;

	private readonly notifier: Notifier;

	private readonly starter: CallStarter;

	private readonly pacemaker: Pacemaker;

	private hasStarted = false;

	constructor(account: Account, keepsCalls: () => boolean) {
		const { options, clock, agenda, outbox } = this;
		this.book = new DialingBook(keepsCalls);
		this.courier = new Courier(options, clock, agenda, outbox, this.book);
		this.notifier = new Notifier(this.courier, this.book);
		this.starter = new CallStarter(account, options, clock, agenda, this.notifier, this.book);
		this.pacemaker = new Pacemaker(clock, agenda, outbox, () =>
			this.isOn ? this.starter.begin() : nothingToBegin,
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
