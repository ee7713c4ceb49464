import { randomInt } from 'node:crypto';
import type { DeduplicationItemTypes } from 'n8n-workflow';

/** Below every number that a person would keep in n8n's memory; the marks too. */
export const lowest = Number.MIN_SAFE_INTEGER;

const anyMark = (): number => lowest + 2 ** 20 * randomInt(1, 2 ** 31);
const looksPerLease = 20;

/**
 * Finds out that whoever holds a lock was killed. n8n keeps the largest number that it was given in
 * the lock's row, and tells which ones were larger: a process that waits leaves a mark there. While
 * the mark stays, the row is the same, and so is the holder. Only the largest mark stays, so there
 * is one heir.
 */
export class OwnerWatch {
	private mark = anyMark();

	private lookedAt = performance.now();

	private markedAt = this.lookedAt;

	private isLeaseOver = false;

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
		// Whoever left a larger mark has the right to inherit, unless it was killed as well.
		this.mark = anyMark();
		this.markedAt = performance.now();
		return false;
	}
}
