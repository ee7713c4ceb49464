import type { Agenda } from './Agenda';
import type { Outbox } from './Outbox';
import type { VirtualClock } from './VirtualClock';

/** What there was to begin, and when there is more. */
export interface Beginnings {
	readonly begun: number;
	readonly nextAtMs: number;
}

const stepsInOneGo = 500;
const longestTimerMs = 2 ** 31 - 1;

/**
 * Lets time pass: from one event to the next, no faster than the clock's speed, and not at all
 * while notifications pile up.
 */
export class Pacemaker {
	private isAwake = false;

	private isClosed = false;

	private timer?: NodeJS.Timeout;

	private waiting: Array<() => void> = [];

	constructor(
		private readonly clock: VirtualClock,
		private readonly agenda: Agenda,
		private readonly outbox: Outbox,
		private readonly begin: () => Beginnings,
	) {}

	/** Something may be to do. */
	wake(): void {
		if (this.isAwake || this.isClosed) return;
		this.isAwake = true;
		setImmediate(() => {
			this.isAwake = false;
			this.work();
		});
	}

	/** Resolves when nothing is under way and nothing will be by itself. */
	async settled(): Promise<void> {
		if (this.isClosed) return;
		await new Promise<void>((resolve) => {
			this.waiting.push(resolve);
			this.wake();
		});
	}

	close(): void {
		this.isClosed = true;
		clearTimeout(this.timer);
		this.resolveAll();
	}

	private work(): void {
		if (this.isClosed) return;
		clearTimeout(this.timer);
		let { nextAtMs } = this.agenda;
		// Where time jumps, all that can begin now begins before the jump, however often it was held up.
		let isAllDone = this.clock.isPaced;
		for (let step = 0; !this.outbox.isFull; step++) {
			if (step === stepsInOneGo) return this.wake();
			if (isAllDone) this.passTo(nextAtMs);
			const hasRun = this.agenda.runUntil(this.clock.nowMs);
			const { begun, nextAtMs: nextBeginningMs } = this.begin();
			nextAtMs = Math.min(this.agenda.nextAtMs, nextBeginningMs);
			isAllDone = !hasRun && begun === 0;
			if (isAllDone && !this.isDue(nextAtMs)) return this.rest(nextAtMs);
		}
	}

	private isDue(atMs: number): boolean {
		return atMs < Infinity && atMs <= this.clock.horizonMs;
	}

	private passTo(nextAtMs: number): void {
		if (this.isDue(nextAtMs)) this.clock.moveTo(nextAtMs);
		else this.clock.catchUp();
	}

	private rest(untilMs: number): void {
		if (untilMs < Infinity) {
			const waitMs = Math.min(Math.ceil(this.clock.realMsUntil(untilMs)), longestTimerMs);
			this.timer = setTimeout(() => this.wake(), waitMs);
		} else if (this.outbox.isEmpty) {
			this.resolveAll();
		}
	}

	private resolveAll(): void {
		const { waiting } = this;
		this.waiting = [];
		for (const resolve of waiting) resolve();
	}
}
