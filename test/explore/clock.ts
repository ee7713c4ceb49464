/** Node runs it after all promise callbacks. */
const realNextTick = process.nextTick.bind(process);
const RealDate = globalThis.Date;
const realNow = performance.now.bind(performance);

export const wallClockMs = (): number => realNow();

/** Resolves after all callbacks that are ready have run. */
export const flush = async (): Promise<void> =>
	await new Promise((resolve) => realNextTick(resolve));

const startMs = RealDate.UTC(2026, 10, 25, 8);

/** The part of Node's timer objects in use. */
class Timer {
	constructor(
		readonly id: number,
		public at: number,
		readonly callback: (...args: unknown[]) => void,
		readonly args: unknown[],
		readonly everyMs: number | undefined,
	) {}

	ref(): this {
		return this;
	}

	unref(): this {
		return this;
	}

	hasRef(): boolean {
		return true;
	}

	[Symbol.toPrimitive](): number {
		return this.id;
	}
}

/** A clock that only advances when nothing else can happen. */
export class VirtualClock {
	private now = startMs;

	private lastId = 0;

	private readonly timers = new Map<number, Timer>();

	private seed = 1;

	get elapsedMs(): number {
		return this.now - startMs;
	}

	get hasTimers(): boolean {
		return this.timers.size > 0;
	}

	/** Removes all timers and resets the random seed, which is the same in every history. */
	reset(elapsedMs = 0): void {
		this.now = startMs + elapsedMs;
		this.timers.clear();
		if (elapsedMs === 0) this.seed = 1;
	}

	/** Fires the next timer. There must be one. */
	advance(): void {
		let next: Timer | undefined;
		for (const timer of this.timers.values()) {
			if (next === undefined || timer.at < next.at) next = timer;
		}
		if (next === undefined) return;
		this.timers.delete(next.id);
		this.now = Math.max(this.now, next.at);
		if (next.everyMs !== undefined) {
			next.at = this.now + next.everyMs;
			this.timers.set(next.id, next);
		}
		next.callback(...next.args);
	}

	after(ms: number, callback: () => void): void {
		this.add(callback, ms, []);
	}

	/** Reproducible, and close to 1 so that there are few, long pauses. */
	random(): number {
		this.seed = (this.seed * 48271) % 2147483647;
		return 0.9 + this.seed / 2147483647 / 10;
	}

	/** From now on, this process uses virtual time. */
	install(): void {
		const readNow = () => this.now;
		const makeTimeout = (callback: (...args: unknown[]) => void, ms?: number, ...args: unknown[]) =>
			this.add(callback, ms, args);
		const makeInterval = (
			callback: (...args: unknown[]) => void,
			ms?: number,
			...args: unknown[]
		) => this.add(callback, ms, args, Math.max(1, ms ?? 1));
		const clear = (handle: unknown) => {
			this.timers.delete(Number(handle));
		};
		class VirtualDate extends RealDate {
			constructor(...args: unknown[]) {
				if (args.length === 0) super(readNow());
				else super(...(args as [number]));
			}

			static override now = () => Math.floor(readNow());
		}
		Object.assign(globalThis, {
			setTimeout: makeTimeout,
			setInterval: makeInterval,
			clearTimeout: clear,
			clearInterval: clear,
			Date: VirtualDate,
		});
		// It would fire in real time, in a later history. The HTTP client's own timeout is in virtual time.
		AbortSignal.timeout = () => new AbortController().signal;
		performance.now = () => this.elapsedMs;
		Math.random = () => this.random();
	}

	private add(
		callback: (...args: unknown[]) => void,
		ms: number | undefined,
		args: unknown[],
		everyMs?: number,
	): Timer {
		const at = this.now + Math.max(1, Number(ms) || 1);
		const timer = new Timer(++this.lastId, at, callback, args, everyMs);
		this.timers.set(timer.id, timer);
		return timer;
	}
}
