import type { DeduplicationHelperFunctions, IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { createHash } from 'node:crypto';

/** n8n's memory of what was processed: one row of its database for each node. */
export type ProcessedStore = Pick<
	DeduplicationHelperFunctions,
	'checkProcessedAndRecord' | 'removeProcessed'
>;

/**
 * Runs one bounded step on the row, of one write or two, while nobody else touches it. `checkHeld`
 * throws where that is no longer certain; it is called before the second write.
 */
export type Hold = <T>(step: (checkHeld: () => void) => Promise<T>) => Promise<T>;

/**
 * - `answered`: the service's answer is on record.
 * - `open`: it is not, so that the request may or may not have been carried out.
 */
export type KeyState = 'answered' | 'open';

const scope = 'node';

const takenMark = (key: string): string => `open ${key}`;
const answeredMark = (key: string): string => `sent ${key}`;

/** Keys are asked about in groups, so that an unfinished question casts doubt on few of them. */
const groupCount = 16;
const groupOf = (key: string): number => createHash('md5').update(key).digest()[0] % groupCount;
const questionMark = (group: number): string => `question ${group}`;

/** n8n hashes all of them in one go. */
const mostKeysInQuestion = 5000;

/** n8n searches its whole list for each mark that it removes, and does nothing else meanwhile. */
const removedAtFirst = 32;
const longestRemovalMs = 100;

/**
 * The idempotency keys of all executions of the workflow, in n8n's own database.
 *
 * n8n's memory is a list of marks. The one way to ask whether a mark is there adds it. So:
 *
 * | mark | means | written by |
 * | --- | --- | --- |
 * | taken | the key's request may have left | its sender, before the request leaves |
 * | answered | the answer is on record, unless a question about the key's group is unfinished | its sender, after the answer; or a question |
 * | question | a question about this group of keys is unfinished: its answered marks prove nothing | the question, in the same write as the answered marks that it adds |
 *
 * A taken mark is removed by its sender alone, after a failure in which the service surely did
 * nothing. A question removes the answered marks that it added, and with the last of them its
 * question marks. So a process that dies leaves
 * - before the taken marks: new keys;
 * - after them, and before the answered marks: `open` keys;
 * - inside a question: groups of keys whose state is `open` from then on, whatever it was.
 *
 * It is never `answered` without an answer, and never new once its request may have left.
 */
export class IdempotencyStore {
	private readonly answered: string[] = [];

	private readonly maxEntries: number;

	/**
	 * @param history at least so many of the last keys are remembered
	 * @param mostInFlight keys of this execution that may wait for their answer at the same time:
	 * answered marks of older keys come after the taken marks of newer ones
	 */
	constructor(
		private readonly store: ProcessedStore,
		private readonly hold: Hold,
		history: number,
		mostInFlight: number,
	) {
		this.maxEntries = 2 * (history + mostInFlight + groupCount) + mostKeysInQuestion;
	}

	/**
	 * Takes the keys that are new, and says of each whether it was.
	 * @returns `undefined` where n8n's database did not confirm; nothing may be sent then
	 */
	async take(keys: readonly string[]): Promise<boolean[] | undefined> {
		// Where the first write arrived without its confirmation, nobody can tell whose the keys are:
		// they count as known then.
		return (await this.tryToTake(keys)) ?? (await this.tryToTake(keys));
	}

	private async tryToTake(keys: readonly string[]): Promise<boolean[] | undefined> {
		const taken = keys.map(takenMark);
		const known = await this.unlessDown(async () => {
			const written = this.answered.length;
			const before = await this.record([...this.answered.map(answeredMark), ...taken]);
			this.answered.splice(0, written);
			return before;
		});
		return known && taken.map((mark) => !known.has(mark));
	}

	/** The answer is there. Written with the next step, or at the end. */
	settle(keys: readonly string[]): void {
		for (const key of keys) this.answered.push(key);
	}

	/** Writes what is left to write. */
	async finish(): Promise<void> {
		if (this.answered.length > 0) await this.take([]);
	}

	/** What is on record about keys that are not new. Where the database fails, they are `open`. */
	async statesOf(keys: readonly string[]): Promise<ReadonlyMap<string, KeyState>> {
		await this.finish();
		const states = new Map<string, KeyState>(keys.map((key) => [key, 'open']));
		const byGroup = [...states.keys()]
			.map((key) => ({ key, group: groupOf(key) }))
			.sort((a, b) => a.group - b.group);
		for (let from = 0; from < byGroup.length; from += mostKeysInQuestion) {
			const asked = byGroup.slice(from, from + mostKeysInQuestion);
			for (const key of await this.answeredAmong(asked)) states.set(key, 'answered');
		}
		return states;
	}

	/**
	 * The requests surely did nothing: the keys are new again.
	 * @returns whether n8n's database confirmed it
	 */
	async giveBack(keys: readonly string[]): Promise<boolean> {
		return await this.remove(keys.map(takenMark));
	}

	/** One question: adds answered and question marks in one write, and removes those that were new. */
	private async answeredAmong(
		asked: ReadonlyArray<{ readonly key: string; readonly group: number }>,
	): Promise<string[]> {
		const questions = new Set(asked.map(({ group }) => questionMark(group)));
		const marks = [...asked.map(({ key }) => answeredMark(key)), ...questions];
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
			.filter(({ key, group }) => known.has(answeredMark(key)) && !known.has(questionMark(group)))
			.map(({ key }) => key);
	}

	/** Removes marks in their order; as many as n8n removes quickly are one step. */
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
			// Question marks are the last: they stay as long as any of the others does.
			if (isRemoved === undefined) return false;
			from += portion.length;
		}
		return true;
	}

	private get options() {
		return { mode: 'entries', maxEntries: this.maxEntries } as const;
	}

	/** Adds the marks, and gives those that were there before. */
	private async record(marks: string[]): Promise<ReadonlySet<string>> {
		const { processed } = await this.store.checkProcessedAndRecord(marks, scope, this.options);
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

const withParameters = { includeNodeParameters: true };

/**
 * Whether a Remove Duplicates node before or after this one keeps its own values in the workflow's
 * row of n8n's memory (its option Scope), so that nobody else may use it.
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
