import {
	sleep,
	type DeduplicationHelperFunctions,
	type DeduplicationItemTypes,
	type IDeduplicationOutput,
} from 'n8n-workflow';
import { randomInt } from 'node:crypto';

/** n8n's deduplication data: one database row per node, and one for the whole workflow. */
export type LockStore = Pick<
	DeduplicationHelperFunctions,
	'checkProcessedAndRecord' | 'clearAllProcessedItems'
>;

export interface LockTimes {
	/** An owner that holds the lock for longer is dead. */
	readonly leaseMs: number;
	/** Long enough to take over a dead process's lock. */
	readonly longestWaitMs: number;
	readonly usualPauseMs: number;
}

const usualTimes: LockTimes = { leaseMs: 60_000, longestWaitMs: 240_000, usualPauseMs: 100 };

const scope = 'workflow';
const options = { mode: 'latestIncrementalKey' } as const;

/** Concurrent inserts fail once. More failures in a row mean that the database is down. */
const mostFailures = 12;

/**
 * After this share of the lease, the owner neither writes nor releases: another process may soon
 * take over.
 */
const shareOfLease = 0.75;

/** Grows again after many rounds: by then, the owner is most likely dead. */
const pauseMs = (round: number, usualMs: number): number =>
	Math.min(10 * round, Math.max(usualMs, round));

/** Monotonic, because the system clock can be changed. */
const now = (): number => performance.now();

/**
 * A lease lock between processes, built on n8n's deduplication data. If the workflow has no row, n8n
 * inserts one, and the database accepts only one of several concurrent inserts. That process owns the
 * lock until it deletes the row. If there is a row, n8n only checks whether the given numbers are
 * larger than the one it stores. The row of another owner is never changed.
 *
 * Known limit: a process that pauses for longer than the lease exactly between n8n's read and write
 * can still write afterwards.
 */
export class LeaseLock {
	/** After one timeout, later requests do not wait as long. */
	private hasTimedOut = false;

	constructor(
		private readonly store: LockStore,
		private readonly times: LockTimes = usualTimes,
	) {}

	/**
	 * Does the work while holding the lock.
	 * @param work receives a function that throws when the lease is about to expire
	 * @throws if the lock is not granted, or the work outlasts the lease
	 */
	async hold<T>(work: (checkHeld: () => void) => Promise<T>): Promise<T> {
		const since = await this.acquire();
		const isHeld = () => now() - since < shareOfLease * this.times.leaseMs;
		const checkHeld = () => {
			if (!isHeld()) throw new Error('The work took longer than the lease');
		};
		try {
			const result = await work(checkHeld);
			checkHeld();
			return result;
		} finally {
			// If this fails, the next process takes over. A second attempt could delete another owner's row.
			if (isHeld()) await this.store.clearAllProcessedItems(scope, options).catch(() => {});
		}
	}

	/** @returns when the lease began, in milliseconds of the monotonic clock */
	private async acquire(): Promise<number> {
		const { leaseMs, longestWaitMs, usualPauseMs } = this.times;
		const end = now() + (this.hasTimedOut ? usualPauseMs : longestWaitMs);
		const watch = new OwnerWatch(leaseMs);
		let failures = 0;
		for (let round = 1; now() < end && failures < mostFailures; round++) {
			const askedAt = now();
			try {
				const marks = watch.nextMarks();
				const { new: larger } = await this.ask([lowest, ...marks]);
				if (larger.includes(lowest)) return askedAt;
				if (marks.length > 0 && watch.isDead(larger)) return askedAt;
				failures = 0;
			} catch {
				failures++;
			}
			await sleep(1 + Math.random() * pauseMs(round, usualPauseMs));
		}
		this.hasTimedOut = now() >= end;
		throw new Error('n8n’s database did not grant the lock');
	}

	private async ask(numbers: number[]): Promise<IDeduplicationOutput> {
		return await this.store.checkProcessedAndRecord(numbers, scope, options);
	}
}

/** Lower than any number that a workflow would store there, as are the marks. */
export const lowest = Number.MIN_SAFE_INTEGER;

const looksPerLease = 20;

/** Later marks are larger. Each attempt compensates for more difference between clocks. */
const markOf = (attempt: number): number =>
	lowest + (Date.now() + attempt * attempt * 60_000) * 2 ** 10 + randomInt(2 ** 10);

/**
 * Detects that the owner of a lock was killed. n8n stores the largest number that it receives in the
 * lock's row, and reports which numbers were larger. So a waiting process leaves a mark there: while
 * the mark stays, the row and its owner are the same. When the lease expires, the process with the
 * largest mark takes over. If that process does not act within another lease, the next one does.
 */
export class OwnerWatch {
	private attempt = 0;

	private mark = markOf(0);

	private lookedAt = performance.now();

	private markedAt = this.lookedAt;

	private isLeaseOver = false;

	private hasYielded = false;

	/** @param leaseMs no live owner holds the lock for longer */
	constructor(private readonly leaseMs: number) {}

	/**
	 * The numbers to query next: none, the mark, or finally also mark + 1, which tells whether the
	 * mark is the largest.
	 */
	nextMarks(): number[] {
		const now = performance.now();
		if (now - this.lookedAt < this.leaseMs / looksPerLease) return [];
		this.lookedAt = now;
		this.isLeaseOver = now - this.markedAt >= this.leaseMs;
		return this.isLeaseOver ? [this.mark, this.mark + 1] : [this.mark];
	}

	/** @param larger the marks that are larger than the stored number */
	isDead(larger: readonly DeduplicationItemTypes[]): boolean {
		if (larger.includes(this.mark)) {
			// The mark was missing: it is the first, the row is another, or another process wrote at once.
			if (this.isLeaseOver) this.mark++;
			this.markedAt = performance.now();
			return false;
		}
		if (!this.isLeaseOver) return false;
		if (larger.includes(this.mark + 1)) return true;
		// The process with the larger mark may take over, unless it was killed as well.
		if (this.hasYielded) this.mark = markOf(++this.attempt);
		this.hasYielded = !this.hasYielded;
		this.markedAt = performance.now();
		return false;
	}
}

/** Runs work after all earlier work with the same key. */
export type Mutex = <T>(work: () => Promise<T>) => Promise<T>;

const lastWork = new Map<string, Promise<unknown>>();

/** A mutex per name, shared by all executions in this process. */
export const keyedMutex =
	(name: string): Mutex =>
	async (work) => {
		const done = (lastWork.get(name) ?? Promise.resolve()).then(work);
		const settled = done.then(
			() => undefined,
			() => undefined,
		);
		lastWork.set(name, settled);
		void settled.then(() => {
			if (lastWork.get(name) === settled) lastWork.delete(name);
		});
		return await done;
	};
