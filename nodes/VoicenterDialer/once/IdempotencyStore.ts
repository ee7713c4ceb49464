import type { DeduplicationHelperFunctions, IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Keyring } from './Keyring';

/** n8n's deduplication data: one database row per node. */
export type ProcessedStore = Pick<
	DeduplicationHelperFunctions,
	'checkProcessedAndRecord' | 'removeProcessed'
>;

/**
 * Runs one step of one or two writes while holding the lock on the row. Call `checkHeld` before the
 * second write: it throws if the lock may be lost.
 */
export type Hold = <T>(step: (checkHeld: () => void) => Promise<T>) => Promise<T>;

/**
 * - `answered`: the service's response is recorded.
 * - `open`: no response is recorded, so the request may have been processed.
 */
export type KeyState = 'answered' | 'open';

const scope = 'node';

const takenMark = (hash: string): string => `open ${hash}`;
const answeredMark = (hash: string): string => `sent ${hash}`;

/** Keys are queried in groups, so that an unfinished query makes few of them uncertain. */
const groupCount = 16;
const groupOf = (hash: string): number => parseInt(hash[0], groupCount);
const questionMark = (group: number): string => `question ${group}`;

/** n8n hashes all of them synchronously. */
const mostKeysInQuestion = 20_000;

/**
 * How many keys may be taken before there is a free request for them, while writes are slow. n8n reads
 * and writes its whole list each time, so keys that come during a write share the next one. After a
 * crash, all taken keys are `open`, whether their requests have begun or not.
 */
export const mostKeysAhead = 12_000;

/** A write takes as long with some 50,000 marks. */
const slowWriteMs = 25;

/** For each mark that it removes, n8n searches its whole list and blocks the event loop. */
const removedAtFirst = 32;
const longestRemovalMs = 100;

/**
 * The idempotency keys of all executions of the workflow, in n8n's own database.
 *
 * n8n's deduplication data is a list of marks, and the only way to query a mark also adds it:
 *
 * | mark | meaning | written by |
 * | --- | --- | --- |
 * | taken | the key's request may have been sent | the sender, before it sends the request |
 * | answered | the response is recorded, unless a query of the key's group is unfinished | the sender, after the response; or a query |
 * | question | a query of this group of keys is unfinished: its answered marks prove nothing | the query, in the same write as the answered marks that it adds |
 *
 * Only the sender removes a taken mark, after a failure in which the service certainly did not process
 * the request. A query removes the answered marks that it added, and its question marks last. A
 * process that dies leaves:
 * - before the taken marks: new keys
 * - between the taken and the answered marks: `open` keys
 * - during a query: groups of keys that stay `open`, whatever their state was
 *
 * Marks contain keyed hashes of the keys, which n8n hashes once more, with MD5 and without a key.
 *
 * A key is never `answered` without a response, and never new once its request may have been sent.
 */
export class IdempotencyStore {
	private readonly answered: string[] = [];

	/** Whose keys share the next write. */
	private nextGroup?: KeyGroup;

	private lastWrite: Promise<unknown> = Promise.resolve();

	private lastWriteMs = 0;

	/** Of the keys that this execution has taken, until they are settled. */
	private readonly hashes = new Map<string, string>();

	private readonly maxEntries: number;

	/**
	 * @param history the minimum number of recent keys to remember
	 * @param mostInFlight the maximum number of keys that wait for a response at the same time, without
	 * those ahead: answered marks of older keys follow the taken marks of newer ones
	 */
	constructor(
		private readonly store: ProcessedStore,
		private readonly hold: Hold,
		history: number,
		mostInFlight: number,
		private readonly keyring: Pick<Keyring, 'hashKey'>,
	) {
		this.maxEntries =
			2 * (history + mostInFlight + mostKeysAhead + groupCount) + mostKeysInQuestion;
	}

	/**
	 * Takes the keys that are new.
	 * @returns for each key, whether it was new; `undefined` if n8n's database did not confirm the
	 * write: then nothing may be sent
	 */
	async take(keys: readonly string[]): Promise<boolean[] | undefined> {
		const group = (this.nextGroup ??= this.openGroup());
		const from = group.keys.length;
		for (const key of keys) group.keys.push(key);
		const areNew = await group.written;
		return areNew?.slice(from, from + keys.length);
	}

	/** The group is written as soon as the one before it. */
	private openGroup(): KeyGroup {
		const keys: string[] = [];
		const write = async () => {
			this.nextGroup = undefined;
			// If the first write succeeded without confirmation, the owner of the keys is unknown, so they
			// count as known.
			return (await this.tryToTake(keys)) ?? (await this.tryToTake(keys));
		};
		const written = this.lastWrite.then(write, write);
		this.lastWrite = written;
		return { keys, written };
	}

	private async tryToTake(keys: readonly string[]): Promise<boolean[] | undefined> {
		const taken = keys.map((key) => takenMark(this.hashOf(key)));
		const known = await this.unlessDown(async () => {
			const written = this.answered.length;
			const before = await this.record([...this.answered.map(answeredMark), ...taken]);
			this.answered.splice(0, written);
			return before;
		});
		return known && taken.map((mark) => !known.has(mark));
	}

	/** Whether writes take so long that keys should share them. */
	get isSlow(): boolean {
		return this.lastWriteMs >= slowWriteMs;
	}

	/** Marks the keys as answered. Written with the next step, or by `finish`. */
	settle(keys: readonly string[]): void {
		for (const key of keys) {
			this.answered.push(this.hashOf(key));
			this.hashes.delete(key);
		}
	}

	/** Writes the remaining marks. */
	async finish(): Promise<void> {
		if (this.answered.length > 0) await this.take([]);
	}

	/** The states of keys that are not new. If the database fails, they are `open`. */
	async statesOf(keys: readonly string[]): Promise<ReadonlyMap<string, KeyState>> {
		await this.finish();
		const states = new Map<string, KeyState>(keys.map((key) => [key, 'open']));
		const groups = Array.from({ length: groupCount }, (): AskedKey[] => []);
		for (const key of states.keys()) {
			const hash = this.hashOf(key);
			const group = groupOf(hash);
			groups[group].push({ key, hash, group });
		}
		const byGroup = groups.flat();
		for (let from = 0; from < byGroup.length; from += mostKeysInQuestion) {
			const asked = byGroup.slice(from, from + mostKeysInQuestion);
			for (const key of await this.answeredAmong(asked)) states.set(key, 'answered');
		}
		return states;
	}

	/**
	 * Makes keys new again, after requests that certainly were not processed.
	 * @returns whether n8n's database confirmed it
	 */
	async release(keys: readonly string[]): Promise<boolean> {
		return await this.remove(keys.map((key) => takenMark(this.hashOf(key))));
	}

	/**
	 * Queries keys: adds answered and question marks in one write, and removes those that were new.
	 */
	private async answeredAmong(asked: readonly AskedKey[]): Promise<string[]> {
		const questions = new Set(asked.map(({ group }) => questionMark(group)));
		const marks = [...asked.map(({ hash }) => answeredMark(hash)), ...questions];
		const asking = await this.unlessDown(async (checkHeld) => {
			const known = await this.record(marks);
			const added = marks.filter((mark) => !known.has(mark));
			if (added.length > removedAtFirst) return { known, added };
			try {
				checkHeld();
				await this.store.removeProcessed(added, scope, this.options);
				return { known, added: [] };
			} catch {
				return { known, added };
			}
		});
		if (asking === undefined) return [];
		const { known, added } = asking;
		await this.remove(added);
		return asked
			.filter(({ hash, group }) => known.has(answeredMark(hash)) && !known.has(questionMark(group)))
			.map(({ key }) => key);
	}

	/** Removes marks in order, as many per step as n8n removes quickly. */
	private async remove(marks: readonly string[]): Promise<boolean> {
		let count = removedAtFirst;
		for (let from = 0; from < marks.length; ) {
			const portion = marks.slice(from, from + count);
			const removePortion = async () => {
				const startedAt = Date.now();
				await this.store.removeProcessed(portion, scope, this.options);
				if (Date.now() - startedAt < longestRemovalMs) count *= 2;
				else count = removedAtFirst;
				return true;
			};
			const isRemoved =
				(await this.unlessDown(removePortion)) ?? (await this.unlessDown(removePortion));
			// Question marks come last: they stay as long as any other mark.
			if (isRemoved === undefined) return false;
			from += portion.length;
		}
		return true;
	}

	private hashOf(key: string): string {
		const known = this.hashes.get(key);
		if (known !== undefined) return known;
		const hash = this.keyring.hashKey(key);
		this.hashes.set(key, hash);
		return hash;
	}

	private get options() {
		return { mode: 'entries', maxEntries: this.maxEntries } as const;
	}

	/** Adds the marks and returns those that existed before. */
	private async record(marks: string[]): Promise<ReadonlySet<string>> {
		const startedAt = performance.now();
		const { processed } = await this.store.checkProcessedAndRecord(marks, scope, this.options);
		this.lastWriteMs = performance.now() - startedAt;
		return new Set(processed.map(String));
	}

	private async unlessDown<T>(step: (checkHeld: () => void) => Promise<T>): Promise<T | undefined> {
		try {
			return await this.hold(step);
		} catch {
			return undefined;
		}
	}
}

interface KeyGroup {
	readonly keys: string[];
	/** For each of the keys, whether it was new. */
	readonly written: Promise<boolean[] | undefined>;
}

interface AskedKey {
	readonly key: string;
	readonly hash: string;
	readonly group: number;
}

const withParameters = { includeNodeParameters: true };

/**
 * Whether a connected Remove Duplicates node keeps its values in the workflow's row of n8n's
 * deduplication data (its option “Scope”). Then the lock cannot use this row.
 */
export function sharesWorkflowMemory(context: IExecuteFunctions): boolean {
	const { name } = context.getNode();
	const connected = [
		...context.getParentNodes(name, withParameters),
		...context.getChildNodes(name, withParameters),
	];
	return connected.some(({ type, disabled, parameters }) => {
		if (disabled || type !== 'n8n-nodes-base.removeDuplicates') return false;
		const { scope = 'node' } = (parameters?.options ?? {}) as IDataObject;
		return scope !== 'node';
	});
}
