import {
	sleep,
	type DeduplicationHelperFunctions,
	type DeduplicationItemTypes,
	type IDeduplicationOutput,
} from 'n8n-workflow';
import { randomInt } from 'node:crypto';

/** n8n's memory of what was processed: a row for each node, and one for the workflow as a whole. */
export type LockStore = Pick<
	DeduplicationHelperFunctions,
	'checkProcessedAndRecord' | 'clearAllProcessedItems'
>;

export interface LockTimes {
	/** An owner that holds the lock for so long is dead. */
	readonly leaseMs: number;
	/** Long enough to take over the lock of a dead process. */
	readonly longestWaitMs: number;
	readonly longestPauseMs: number;
}

const usualTimes: LockTimes = { leaseMs: 60_000, longestWaitMs: 240_000, longestPauseMs: 100 };

const scope = 'workflow';
const options = { mode: 'latestIncrementalKey' } as const;

/** Two who insert at once fail once; so many failures in a row mean that the database is down. */
const mostFailures = 12;

/** After so much of it, the owner neither writes nor releases: another process may own the lock soon. */
const shareOfLease = 0.75;

/** Monotonic: the system clock may be set. */
const now = (): number => performance.now();

/**
 * A lock between processes, made of n8n's own memory. Where the workflow has no row, n8n inserts
 * one, and of several inserts the database lets one through: that process holds the lock, until it
 * deletes the row. Where there is a row, n8n only looks whether it was given a larger number than
 * the one it keeps. A row that is somebody else's is never changed.
 *
 * What remains possible: a process that stands still for more than the lease just between n8n's
 * reading and writing, and then writes.
 */
export class LeaseLock {
	/** A long wait for each of many requests would be in vain as well. */
	private hasWaitedInVain = false;

	constructor(
		private readonly store: LockStore,
		private readonly times: LockTimes = usualTimes,
	) {}

	/**
	 * Does the work while no other process does any under this lock, or throws.
	 * @param work gets a function that throws once the lease is nearly over
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
			// Where this fails, the next process takes over. A second try could delete another's row.
			if (isHeld()) await this.store.clearAllProcessedItems(scope, options).catch(() => {});
		}
	}

	/** Since when the lock is held, at the latest. */
	private async acquire(): Promise<number> {
		const { leaseMs, longestWaitMs, longestPauseMs } = this.times;
		const end = now() + (this.hasWaitedInVain ? longestPauseMs : longestWaitMs);
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
			await sleep(1 + Math.random() * Math.min(10 * round, longestPauseMs));
		}
		this.hasWaitedInVain = now() >= end;
		throw new Error('n8n’s database does not grant the lock');
	}

	private async ask(numbers: number[]): Promise<IDeduplicationOutput> {
		return await this.store.checkProcessedAndRecord(numbers, scope, options);
	}
}

/** Below every number that a person would keep in n8n's memory; the marks too. */
export const lowest = Number.MIN_SAFE_INTEGER;

const looksPerLease = 20;

/** Later marks are larger. What clocks differ by is made up for, a little more at each attempt. */
const markOf = (attempt: number): number =>
	lowest + (Date.now() + attempt * attempt * 60_000) * 2 ** 10 + randomInt(2 ** 10);

/**
 * Finds out that the owner of a lock was killed. n8n keeps the largest number that it was given in the
 * lock's row, and tells which ones were larger: a process that waits leaves a mark there. While the
 * mark stays, the row is the same, and so is the owner. The process with the largest mark takes over
 * once the lease is over; one more lease later it must be dead too, and the next one does.
 */
export class OwnerWatch {
	private attempt = 0;

	private mark = markOf(0);

	private lookedAt = performance.now();

	private markedAt = this.lookedAt;

	private isLeaseOver = false;

	private hasYielded = false;

	/** @param leaseMs nobody alive holds the lock for so long */
	constructor(private readonly leaseMs: number) {}

	/** What n8n is to be asked beside the rest: nothing yet, the mark, or at last whether it is the largest. */
	nextMarks(): number[] {
		const now = performance.now();
		if (now - this.lookedAt < this.leaseMs / looksPerLease) return [];
		this.lookedAt = now;
		this.isLeaseOver = now - this.markedAt >= this.leaseMs;
		return this.isLeaseOver ? [this.mark, this.mark + 1] : [this.mark];
	}

	/** @param larger the marks that are larger than what n8n kept */
	isDead(larger: readonly DeduplicationItemTypes[]): boolean {
		if (larger.includes(this.mark)) {
			// It was not there: the first time, in another row, or where somebody else wrote at once.
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

/** Runs work once all earlier work under the same name is done. */
export type Exclusively = <T>(work: () => Promise<T>) => Promise<T>;

const lastWork = new Map<string, Promise<unknown>>();

/** One queue for each name, shared by all executions of this process. */
export const keyedMutex =
	(name: string): Exclusively =>
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
