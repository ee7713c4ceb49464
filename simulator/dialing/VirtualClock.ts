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
