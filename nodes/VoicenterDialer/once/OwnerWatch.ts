import { randomInt } from 'node:crypto';
import type { DeduplicationItemTypes } from 'n8n-workflow';

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
