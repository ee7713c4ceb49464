import { sleep, type DeduplicationHelperFunctions, type IDeduplicationOutput } from 'n8n-workflow';
import { HolderWatch, lowest } from './HolderWatch';

/** n8n's memory of what was processed: a row for each node, and one for the workflow as a whole. */
export type LockStore = Pick<
	DeduplicationHelperFunctions,
	'checkProcessedAndRecord' | 'clearAllProcessedItems'
>;

export interface LockTimes {
	/** Whoever holds the lock for so long is taken for dead. */
	readonly leaseMs: number;
	/** Long enough to inherit the lock of a dead process. */
	readonly longestWaitMs: number;
	readonly longestPauseMs: number;
}

const usualTimes: LockTimes = { leaseMs: 60_000, longestWaitMs: 240_000, longestPauseMs: 100 };

const scope = 'workflow';
const options = { mode: 'latestIncrementalKey' } as const;

/** Two who insert at once fail once; so many failures in a row mean that the database is down. */
const mostFailures = 12;

/** After so much of it, the holder lets go of nothing any more: another may have it soon. */
const shareOfLease = 0.75;

/** Goes on evenly, whatever becomes of the clock. */
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
export class WorkflowLock {
	/** A long wait for each of many requests would be in vain as well. */
	private hasWaitedInVain = false;

	constructor(
		private readonly store: LockStore,
		private readonly times: LockTimes = usualTimes,
	) {}

	/** Does the work while no other process does any under this lock, or fails. */
	async hold<T>(work: () => Promise<T>): Promise<T> {
		const since = await this.acquire();
		const isOurs = () => now() - since < shareOfLease * this.times.leaseMs;
		try {
			const result = await work();
			if (isOurs()) return result;
		} finally {
			// Where this fails, the next one inherits. A second try could delete a row that is another's.
			if (isOurs()) await this.store.clearAllProcessedItems(scope, options).catch(() => {});
		}
		throw new Error('The work took longer than the lock holds');
	}

	/** Since when the lock is held, at the latest. */
	private async acquire(): Promise<number> {
		const { leaseMs, longestWaitMs, longestPauseMs } = this.times;
		const end = now() + (this.hasWaitedInVain ? longestPauseMs : longestWaitMs);
		const watch = new HolderWatch(leaseMs);
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
		throw new Error('n8n’s database does not give out the lock');
	}

	private async ask(numbers: number[]): Promise<IDeduplicationOutput> {
		return await this.store.checkProcessedAndRecord(numbers, scope, options);
	}
}
