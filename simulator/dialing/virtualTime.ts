import { Heap } from '../heap';
import type { SendQueue } from './sendQueue';

/** What there was to begin, and when there is more. */
export interface StartedCalls {
	readonly begun: number;
	readonly nextAtMs: number;
}

const maxStepsPerTick = 500;
const maxTimerMs = 2 ** 31 - 1;

/**
 * Lets time pass: from one event to the next, no faster than the clock's speed, and not at all
 * while notifications pile up.
 */
export class Pacer {
	private isAwake = false;

	private isClosed = false;

	private timer?: NodeJS.Timeout;

	private waiting: Array<() => void> = [];

	constructor(
		private readonly clock: VirtualClock,
		private readonly agenda: EventQueue,
		private readonly outbox: SendQueue,
		private readonly begin: () => StartedCalls,
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
			if (step === maxStepsPerTick) return this.wake();
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
			const waitMs = Math.min(Math.ceil(this.clock.realMsUntil(untilMs)), maxTimerMs);
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

export type Speed = number | 'max';

/** The dialing's own time: the real one at speed 1, faster above it; at `max` it jumps to what comes next. */
export class VirtualClock {
	private anchorMs: number;

	private anchorRealMs = performance.now();

	/** `nowMs` counts from 1970 and never goes back. */
	constructor(
		public nowMs: number,
		private speed: Speed,
	) {
		this.anchorMs = nowMs;
	}

	get isPaced(): boolean {
		return this.speed !== 'max';
	}

	/** What is due by then may happen now. */
	get horizonMs(): number {
		if (this.speed === 'max') return Infinity;
		return Math.floor(this.anchorMs + (performance.now() - this.anchorRealMs) * this.speed);
	}

	startAt(ms: number): void {
		this.nowMs = ms;
		this.anchorMs = ms;
	}

	setSpeed(speed: Speed): void {
		this.catchUp();
		this.speed = speed;
		this.anchorMs = this.nowMs;
		this.anchorRealMs = performance.now();
	}

	moveTo(ms: number): void {
		this.nowMs = Math.max(this.nowMs, ms);
	}

	/** Nothing is due before the horizon. At full speed time stands still until something is. */
	catchUp(): void {
		if (this.speed !== 'max') this.moveTo(this.horizonMs);
	}

	realMsUntil(ms: number): number {
		return this.speed === 'max' ? 0 : Math.max(0, (ms - this.horizonMs) / this.speed);
	}
}

interface ScheduledEvent {
	readonly atMs: number;
	readonly sequence: number;
	readonly happen: () => void;
}

/** What happens when, on the dialing's own clock. */
export class EventQueue {
	private readonly entries = new Heap<ScheduledEvent>((one, other) =>
		one.atMs === other.atMs ? one.sequence < other.sequence : one.atMs < other.atMs,
	);

	private sequence = 0;

	get nextAtMs(): number {
		return this.entries.first?.atMs ?? Infinity;
	}

	add(atMs: number, happen: () => void): void {
		this.entries.add({ atMs, sequence: ++this.sequence, happen });
	}

	/** Lets happen what is due, and says whether anything was. */
	runUntil(nowMs: number): boolean {
		const wasDue = this.nextAtMs <= nowMs;
		while (this.nextAtMs <= nowMs) this.entries.takeFirst()?.happen();
		return wasDue;
	}
}
