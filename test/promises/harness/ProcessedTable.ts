import { createHash } from 'node:crypto';
import type { DeduplicationItemTypes, ICheckProcessedOptions } from 'n8n-workflow';

type Items = DeduplicationItemTypes[];

/**
 * One row of n8n's table of processed data, in memory, written after n8n 2.41's
 * DeduplicationHelper: hashes in a list that is read and written whole, the oldest dropped first.
 */
export class ProcessedTable {
	hashes: string[] | undefined;

	/** Each reading and writing of the row. */
	rewrites = 0;

	/** The database does not answer. */
	isDown = false;

	async checkProcessedAndRecord(
		items: Items,
		_scope: unknown,
		{ maxEntries }: ICheckProcessedOptions,
	): Promise<{ new: Items; processed: Items }> {
		const row = await this.read();
		const hashes = items.map(hashOf);
		if (row === undefined) {
			await this.write(last(hashes, maxEntries));
			return { new: items, processed: [] };
		}
		const known = new Set(row);
		const fresh = hashes.filter((hash) => !known.has(hash));
		await this.write(last([...row, ...fresh], maxEntries));
		return {
			new: items.filter((_, index) => !known.has(hashes[index])),
			processed: items.filter((_, index) => known.has(hashes[index])),
		};
	}

	async removeProcessed(items: Items): Promise<void> {
		const row = await this.read();
		if (row === undefined) return;
		for (const hash of items.map(hashOf)) {
			const at = row.indexOf(hash);
			if (at >= 0) row.splice(at, 1);
		}
		await this.write(row);
	}

	private async read(): Promise<string[] | undefined> {
		await this.pause();
		return this.hashes === undefined ? undefined : [...this.hashes];
	}

	private async write(hashes: string[]): Promise<void> {
		await this.pause();
		this.rewrites++;
		this.hashes = hashes;
	}

	private async pause(): Promise<void> {
		await new Promise((resolve) => setImmediate(resolve));
		if (this.isDown) throw new Error('The database is gone');
	}
}

const hashOf = (item: DeduplicationItemTypes): string =>
	createHash('md5').update(item.toString()).digest('base64');

const last = (hashes: string[], count?: number): string[] =>
	count ? hashes.slice(Math.max(0, hashes.length - count)) : hashes;
