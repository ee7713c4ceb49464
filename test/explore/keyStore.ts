import type {
	DeduplicationItemTypes,
	DeduplicationMode,
	DeduplicationScope,
	ICheckProcessedContextData,
	ICheckProcessedOptions,
	IDataDeduplicator,
	IDeduplicationOutput,
} from 'n8n-workflow';
import { never, type Process, type World } from './world';

type Items = DeduplicationItemTypes[];

interface Row {
	readonly mode: DeduplicationMode;
	readonly data: string[] | DeduplicationItemTypes;
}

/** The change that a call makes after it has read the row. */
interface Step<T> {
	readonly result: T;
	readonly write?: () => void;
}

/** Enough for the node to share writes. */
const slowMs = 30;

const ways = [
	{ label: 'cannot be read', kind: 'fault' },
	{ label: 'is not stored', kind: 'fault' },
	{ label: 'is stored, but reported as failed', kind: 'fault' },
	{ label: 'killed before it is stored', kind: 'kill' },
	{ label: 'killed after it is stored', kind: 'kill' },
] as const;

type Way = 'works' | (typeof ways)[number]['label'];

/**
 * n8n's table of processed data, modeled on the DeduplicationHelper of n8n 2.41: it reads, changes and
 * writes a whole row without a lock. Read and write are separate turns, and each can fail.
 */
export class KeyStore implements IDataDeduplicator {
	private readonly rows = new Map<string, Row>();

	/** A write may have been stored although n8n reported a failure, or the process was killed. */
	hasUncertainWrite = false;

	isFaultless = false;

	/** Each access to the keys takes time. */
	isSlow = false;

	constructor(
		private readonly world: World,
		private readonly processOf: (context: ICheckProcessedContextData) => Process,
	) {}

	async checkProcessedAndRecord(
		items: Items,
		scope: DeduplicationScope,
		context: ICheckProcessedContextData,
		options: ICheckProcessedOptions,
	): Promise<IDeduplicationOutput> {
		const key = rowKey(scope, context);
		return await this.step(scope, context, `records ${textOf(items)}`, (row) => {
			if (row && row.mode !== options.mode) throw new Error('incompatible setting');
			return Array.isArray(row?.data) || (row === undefined && options.mode === 'entries')
				? this.recordEntries(key, items, row, options)
				: this.recordLatest(key, items, row, options);
		});
	}

	async removeProcessed(
		items: Items,
		scope: DeduplicationScope,
		context: ICheckProcessedContextData,
		options: ICheckProcessedOptions,
	): Promise<void> {
		if (options.mode !== 'entries') throw new Error('Removing is not possible in mode "latest"');
		const key = rowKey(scope, context);
		await this.step(scope, context, `removes ${textOf(items)}`, (row) => {
			if (row === undefined || !Array.isArray(row.data)) return { result: undefined };
			const data = [...row.data];
			for (const item of items) {
				const index = data.indexOf(String(item));
				if (index !== -1) data.splice(index, 1);
			}
			return { result: undefined, write: () => this.update(key, { ...row, data }) };
		});
	}

	async clearAllProcessedItems(
		scope: DeduplicationScope,
		context: ICheckProcessedContextData,
	): Promise<void> {
		const key = rowKey(scope, context);
		await this.step(scope, context, 'clears', () => ({
			result: undefined,
			write: () => this.rows.delete(key),
		}));
	}

	async getProcessedDataCount(
		scope: DeduplicationScope,
		context: ICheckProcessedContextData,
		options: ICheckProcessedOptions,
	): Promise<number> {
		return await this.step(scope, context, 'counts', (row) => ({
			result: options.mode === 'entries' && Array.isArray(row?.data) ? row.data.length : 0,
		}));
	}

	private recordEntries(
		key: string,
		items: Items,
		row: Row | undefined,
		{ mode, maxEntries }: ICheckProcessedOptions,
	): Step<IDeduplicationOutput> {
		const entries = items.map(String);
		const cut = (data: string[]) => {
			if (maxEntries) data.splice(0, data.length - maxEntries);
			return data;
		};
		if (row === undefined || !Array.isArray(row.data)) {
			const write = () => this.insert(key, { mode, data: cut(entries) });
			return { result: { new: items, processed: [] }, write };
		}
		const known = new Set(row.data);
		const data = cut([...row.data, ...entries.filter((entry) => !known.has(entry))]);
		const result = {
			new: items.filter((item) => !known.has(String(item))),
			processed: items.filter((item) => known.has(String(item))),
		};
		return { result, write: () => this.update(key, { mode, data }) };
	}

	private recordLatest(
		key: string,
		items: Items,
		row: Row | undefined,
		{ mode }: ICheckProcessedOptions,
	): Step<IDeduplicationOutput> {
		const sorted = [...items].sort((one, other) => Number(one) - Number(other));
		if (row === undefined) {
			const write = () => this.insert(key, { mode, data: sorted[sorted.length - 1] });
			return { result: { new: items, processed: [] }, write };
		}
		if (Array.isArray(row.data)) return { result: { new: [], processed: [] } };
		const isNew = (item: DeduplicationItemTypes) => Number(item) > Number(row.data);
		const result = {
			new: sorted.filter(isNew),
			processed: sorted.filter((item) => !isNew(item)),
		};
		const data = result.new.at(-1) ?? row.data;
		return { result, write: () => this.update(key, { mode, data }) };
	}

	private insert(key: string, row: Row): void {
		if (this.rows.has(key)) throw new Error('UNIQUE constraint failed');
		this.rows.set(key, row);
	}

	/** Does nothing if the row does not exist. */
	private update(key: string, row: Row): void {
		if (this.rows.has(key)) this.rows.set(key, row);
	}

	private async step<T>(
		scope: DeduplicationScope,
		context: ICheckProcessedContextData,
		text: string,
		compute: (row: Row | undefined) => Step<T>,
	): Promise<T> {
		const { world } = this;
		const process = this.processOf(context);
		const isLock = scope === 'workflow';
		const label = isLock ? 'lock' : 'key memory';
		if (this.isSlow && !isLock) {
			await new Promise<void>((resolve) => world.clock.after(slowMs, resolve));
		}
		await world.turn(process, label);
		const way = this.chooseWay(process, `${label} ${text}`);
		if (way !== 'works' || !world.isRepeating(process)) {
			world.note(process, `${label} ${text}${way === 'works' ? '' : `: ${way}`}`);
		}
		if (way === 'cannot be read') throw new Error('The database is gone');
		const { result, write } = compute(this.rows.get(rowKey(scope, context)));
		await world.nextTurn(process, label);
		if (way === 'is not stored') throw new Error('The database is gone');
		if (way === 'killed before it is stored') {
			world.kill(process);
			return await never();
		}
		write?.();
		if (way === 'killed after it is stored') {
			world.kill(process);
			return await never();
		}
		if (way === 'is stored, but reported as failed') {
			this.hasUncertainWrite = true;
			throw new Error('The database is gone');
		}
		return result;
	}

	private chooseWay(process: Process, question: string): Way {
		if (this.isFaultless || this.world.isRepeating(process)) return 'works';
		const chosen = this.world.choices.choose(question, 'works', ways);
		return chosen === 0 ? 'works' : ways[chosen - 1].label;
	}
}

const rowKey = (
	scope: DeduplicationScope,
	{ workflow, node }: ICheckProcessedContextData,
): string => (scope === 'node' ? `${workflow.id} n:${node?.id ?? ''}` : `${workflow.id}`);

const textOf = (items: Items): string =>
	items.length === 0 || Number(items[0]) < 0
		? 'a number'
		: items.map((item) => `“${String(item)}”`).join(', ');
