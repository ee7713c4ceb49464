import * as fc from 'fast-check';
import { RateLimiter, type Clock } from '../../../nodes/VoicenterDialer/run/rateLimiter';

/** A clock whose time passes only while somebody waits. */
class VirtualClock implements Clock {
	private time = 0;

	private readonly waiting: Array<{ readonly atMs: number; readonly resolve: () => void }> = [];

	readonly nowMs = () => this.time;

	readonly wait = async (ms: number) => {
		await new Promise<void>((resolve) => this.waiting.push({ atMs: this.time + ms, resolve }));
	};

	/** Lets time pass until nobody waits any more. */
	async run(): Promise<void> {
		for (;;) {
			for (let turn = 0; turn < 5; turn++) await Promise.resolve();
			this.waiting.sort((one, other) => one.atMs - other.atMs);
			const next = this.waiting.shift();
			if (next === undefined) return;
			this.time = Math.max(this.time, next.atMs);
			next.resolve();
		}
	}
}

/** When each request starts. Each comes some time after the one before. */
async function startsOf(gaps: readonly number[], count = 30, windowMs = 60_000) {
	const clock = new VirtualClock();
	const limiter = new RateLimiter(count, windowMs, clock);
	const starts: number[] = [];
	const requests = (async () => {
		const entering: Array<Promise<unknown>> = [];
		for (const gap of gaps) {
			if (gap > 0) await clock.wait(gap);
			entering.push(limiter.enter().then(() => starts.push(clock.nowMs())));
		}
		await Promise.all(entering);
	})();
	await clock.run();
	await requests;
	return starts;
}

const times = <T>(count: number, value: T): T[] => Array<T>(count).fill(value);

it('starts thirty at once, and the others a minute after those before them', async () => {
	const starts = await startsOf(times(75, 0));
	expect(starts).toEqual([...times(30, 0), ...times(30, 60_000), ...times(15, 120_000)]);
});

it('holds up nobody who comes slowly', async () => {
	const starts = await startsOf(times(100, 2000));
	expect(starts).toEqual(Array.from({ length: 100 }, (_, index) => (index + 1) * 2000));
});

it('never starts more than it may within a minute, and loses no time', async () => {
	const property = fc.asyncProperty(
		fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 60 }),
		fc.integer({ min: 1, max: 5 }),
		async (gaps, count) => {
			const starts = await startsOf(gaps, count, 100);
			expect(starts).toHaveLength(gaps.length);
			let arrival = 0;
			for (const [index, start] of starts.entries()) {
				arrival += gaps[index];
				const earliest = index < count ? 0 : starts[index - count] + 100;
				expect(start).toBe(Math.max(arrival, earliest));
			}
		},
	);
	await fc.assert(property);
});

it('waits no longer once the execution is stopped', async () => {
	const never: Clock = { nowMs: () => 0, wait: async () => await new Promise(() => {}) };
	const limiter = new RateLimiter(1, 60_000, never);
	await limiter.enter();
	const stop = new AbortController();
	const entering = limiter.enter(stop.signal);
	stop.abort();
	await expect(entering).resolves.toBeUndefined();
});
