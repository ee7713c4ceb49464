import type { DeduplicationItemTypes, ICheckProcessedOptions } from 'n8n-workflow';
import { createHash } from 'node:crypto';

type Items = DeduplicationItemTypes[];

/**
 * One row of n8n's table of processed data, in memory, written after n8n 2.41's
 * DeduplicationHelper: hashes in a list that is read and written whole, the oldest dropped first.
 */
export class ProcessedTable {
	hashes: string[] | undefined;

	/** Each read and write of the row. */
	rewrites = 0;

	/** How long each read and write takes. */
	delayMs = 0;

	/** The database does not answer. */
	isDown = false;

	/** After this number of writes, the process is dead. Nothing more is written or returned. */
	writesLeft = Infinity;

	/** This number of the next writes are stored, but reported as failed. */
	confirmationsLost = 0;

	/** This number of the next reads fail. */
	failuresLeft = 0;

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
		if (this.failuresLeft > 0) {
			this.failuresLeft--;
			throw new Error('The database is busy');
		}
		return this.hashes === undefined ? undefined : [...this.hashes];
	}

	private async write(hashes: string[]): Promise<void> {
		await this.pause();
		if (this.writesLeft <= 0) throw new Error('The process is dead');
		this.writesLeft--;
		this.rewrites++;
		this.hashes = hashes;
		if (this.confirmationsLost <= 0) return;
		this.confirmationsLost--;
		throw new Error('The connection to the database broke');
	}

	private async pause(): Promise<void> {
		await new Promise((resolve) =>
			this.delayMs > 0 ? setTimeout(resolve, this.delayMs) : setImmediate(resolve),
		);
		if (this.isDown) throw new Error('The database is gone');
	}
}

const hashOf = (item: DeduplicationItemTypes): string =>
	createHash('md5').update(item.toString()).digest('base64');

const last = (hashes: string[], count?: number): string[] =>
	count ? hashes.slice(Math.max(0, hashes.length - count)) : hashes;

interface Row {
	mode: string;
	data: DeduplicationItemTypes;
}

/**
 * The row that n8n keeps for a whole workflow, in memory, modeled on n8n 2.41's
 * DeduplicationHelper in its mode latestIncrementalKey.
 */
export class WorkflowRow {
	row: Row | undefined;

	/** Each insertion. */
	inserts = 0;

	/** The database does not answer. */
	isDown = false;

	async checkProcessedAndRecord(
		items: Items,
		_scope: unknown,
		{ mode }: ICheckProcessedOptions,
	): Promise<{ new: Items; processed: Items }> {
		const found = await this.read();
		if (found && found.mode !== mode) {
			throw new Error('Deduplication data was originally saved with an incompatible setting');
		}
		const sorted = [...items].sort((a, b) => Number(a) - Number(b));
		if (!found) {
			await this.pause();
			if (this.row) throw new Error('duplicate key value violates unique constraint');
			this.inserts++;
			this.row = { mode, data: sorted[sorted.length - 1] };
			return { new: items, processed: [] };
		}
		const isNew = (item: DeduplicationItemTypes) => Number(item) > Number(found.data);
		await this.pause();
		const largest = sorted.filter(isNew).pop() ?? found.data;
		// An update does nothing if the row is gone, and changes the new row if it has been replaced.
		if (this.row) this.row = { mode, data: largest };
		return { new: items.filter(isNew), processed: items.filter((item) => !isNew(item)) };
	}

	async clearAllProcessedItems(): Promise<void> {
		await this.pause();
		this.row = undefined;
	}

	private async read(): Promise<Row | undefined> {
		await this.pause();
		return this.row && { ...this.row };
	}

	private async pause(): Promise<void> {
		await new Promise((resolve) => setImmediate(resolve));
		if (this.isDown) throw new Error('The database is gone');
	}
}
