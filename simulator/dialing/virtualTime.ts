import { Heap } from '../heap';
import type { SendQueue } from './sendQueue';

/** How many calls were started, and when the next one is due. */
export interface StartedCalls {
	readonly started: number;
	readonly nextAtMs: number;
}

const maxStepsPerTick = 500;
const maxTimerMs = 2 ** 31 - 1;

/**
 * Advances virtual time from one event to the next, no faster than the clock's speed, and not
 * while the send queue is full.
 */
export class Pacer {
	private isAwake = false;

	private isClosed = false;

	private timer?: NodeJS.Timeout;

	private waiting: Array<() => void> = [];

	constructor(
		private readonly clock: VirtualClock,
		private readonly events: EventQueue,
		private readonly sendQueue: SendQueue,
		private readonly start: () => StartedCalls,
	) {}

	/** Schedules work; safe to call at any time. */
	wake(): void {
		if (this.isAwake || this.isClosed) return;
		this.isAwake = true;
		setImmediate(() => {
			this.isAwake = false;
			this.work();
		});
	}

	/** Resolves when nothing is in progress and nothing is scheduled. */
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
		let { nextAtMs } = this.events;
		// When time jumps, every call that can start now must start before the jump.
		let isAllDone = this.clock.isPaced;
		for (let step = 0; !this.sendQueue.isFull; step++) {
			if (step === maxStepsPerTick) return this.wake();
			if (isAllDone) this.passTo(nextAtMs);
			const hasRun = this.events.runUntil(this.clock.nowMs);
			const { started, nextAtMs: nextStartMs } = this.start();
			nextAtMs = Math.min(this.events.nextAtMs, nextStartMs);
			isAllDone = !hasRun && started === 0;
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
		} else if (this.sendQueue.isEmpty) {
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

/** Virtual time: real time at speed 1, faster above it. At `max` it jumps to the next event. */
export class VirtualClock {
	private anchorMs: number;

	private anchorRealMs = performance.now();

	/** `nowMs` is epoch milliseconds and never goes back. */
	constructor(
		public nowMs: number,
		private speed: Speed,
	) {
		this.anchorMs = nowMs;
	}

	get isPaced(): boolean {
		return this.speed !== 'max';
	}

	/** Everything due by then may run now. */
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

	/** Nothing is due before the horizon. At `max`, time stands still until something is. */
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
	readonly run: () => void;
}

/** Events by their virtual time. */
export class EventQueue {
	private readonly entries = new Heap<ScheduledEvent>((one, other) =>
		one.atMs === other.atMs ? one.sequence < other.sequence : one.atMs < other.atMs,
	);

	private sequence = 0;

	get nextAtMs(): number {
		return this.entries.first?.atMs ?? Infinity;
	}

	add(atMs: number, run: () => void): void {
		this.entries.add({ atMs, sequence: ++this.sequence, run });
	}

	/** Runs what is due and returns whether anything was. */
	runUntil(nowMs: number): boolean {
		const wasDue = this.nextAtMs <= nowMs;
		while (this.nextAtMs <= nowMs) this.entries.takeFirst()?.run();
		return wasDue;
	}
}
