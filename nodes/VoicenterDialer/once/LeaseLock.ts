import { sleep, type DeduplicationHelperFunctions, type IDeduplicationOutput } from 'n8n-workflow';
import { lowest, OwnerWatch } from './OwnerWatch';

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
