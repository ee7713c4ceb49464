import type { DeduplicationItemTypes, ICheckProcessedOptions } from 'n8n-workflow';

type Items = DeduplicationItemTypes[];

interface Row {
	mode: string;
	data: DeduplicationItemTypes;
}

/**
 * The row that n8n keeps for a workflow as a whole, in memory, written after n8n 2.41's
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
		// An update: nothing where the row is gone; the newer one where it has been replaced.
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
