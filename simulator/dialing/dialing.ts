import type { Account } from '../state/account';
import { CallHistory, type DialedCall, type DialingTotals } from './callHistory';
import { CallStarter } from './callStarter';
import { NotificationSender } from './notificationSender';
import { Notifier } from './notifications';
import { defaultDialing, readDialingOptions, type DialingOptions } from './options';
import { OutcomeScript } from './outcomes';
import { SendQueue } from './sendQueue';
import type { SimulatedCall } from './simulatedCall';
import { EventQueue, Pacer, VirtualClock } from './virtualTime';

const nothingStarted = { started: 0, nextAtMs: Infinity };

/** Works an account's queues: dials due calls, simulates them and sends their notifications. */
export class Dialing {
	/** False until dialing starts. Calls in progress finish after it stops. */
	isOn = false;

	readonly options: DialingOptions = { ...defaultDialing };

	private readonly clock = new VirtualClock(Date.now(), 'max');

	private readonly events = new EventQueue();

	private readonly sendQueue = new SendQueue(() => this.wake());

	private readonly history: CallHistory;

	private readonly sender: NotificationSender;

	private readonly notifier: Notifier;

	private readonly starter: CallStarter;

	private readonly pacer: Pacer;

	private hasStarted = false;

	constructor(account: Account, keepsCalls: () => boolean) {
		const { options, clock, events, sendQueue } = this;
		this.history = new CallHistory(keepsCalls);
		this.sender = new NotificationSender(options, clock, events, sendQueue, this.history);
		this.notifier = new Notifier(this.sender, this.history);
		this.starter = new CallStarter(account, options, clock, events, this.notifier, this.history);
		this.pacer = new Pacer(clock, events, sendQueue, () =>
			this.isOn ? this.starter.startDue() : nothingStarted,
		);
	}

	/** Every dialed call, in order. Empty when the log keeps only totals. */
	get calls(): readonly DialedCall[] {
		return this.history.calls;
	}

	/** The calls that have ended. Empty when the log keeps only totals. */
	get endedCalls(): readonly SimulatedCall[] {
		return this.history.ended;
	}

	/** The virtual clock. */
	get nowMs(): number {
		return this.clock.nowMs;
	}

	totals(): DialingTotals {
		return structuredClone(this.history.totals);
	}

	/** Starts dialing, or continues with changed options. */
	dial(changes: Partial<DialingOptions> = {}): void {
		const { options } = this;
		Object.assign(options, readDialingOptions(changes));
		if (!this.hasStarted) this.start();
		this.clock.setSpeed(options.speed);
		this.sendQueue.concurrency = options.notificationsAtOnce;
		if (changes.faults) this.notifier.faults.set(changes.faults);
		if (changes.outcomes || changes.seed !== undefined) this.decideOutcomes();
		this.isOn = true;
		this.wake();
	}

	/** Starts no further calls. */
	stop(): void {
		this.isOn = false;
		this.wake();
	}

	/** Call this when queues, campaigns or members may have changed. */
	wake(): void {
		if (this.hasStarted) this.pacer.wake();
	}

	/** Resolves when no call or notification is in progress and no waiting call can be dialed. */
	async settled(): Promise<void> {
		if (this.hasStarted) await this.pacer.settled();
	}

	/** Discards everything in progress. */
	close(): void {
		this.pacer.close();
		this.sendQueue.close();
		this.sender.close();
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
