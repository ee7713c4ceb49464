import type { DeduplicationHelperFunctions } from 'n8n-workflow';
import type { InTurn } from './inTurnOf';
import type { Lead } from './Lead';

/**
 * What became of a key that is known already: sent and answered (`sent`), or sent by an execution
 * that died before it knew the answer, or is still waiting for it (`open`).
 */
export type KeyFate = 'sent' | 'open';

/** n8n's memory of what was processed, one row of its database for each node. */
export type ProcessedStore = Pick<
	DeduplicationHelperFunctions,
	'checkProcessedAndRecord' | 'removeProcessed'
>;

const scope = 'node';

/** The row is read and written whole: seldom enough to be quick, often enough to let n8n breathe. */
const fatesAtOnce = 5000;

/** n8n looks through the whole row for each mark that it removes, and does nothing else meanwhile. */
const removedAtFirst = 25;
const longestRemovalMs = 100;

const openMark = (key: string): string => `open ${key}`;
const sentMark = (key: string): string => `sent ${key}`;

/**
 * The idempotency keys of all executions of the workflow, in n8n's own database. A key is written
 * down before its request leaves, and once more when the answer is there; a key with the first mark
 * alone tells of an execution that died in between. Leads without a key pass.
 */
export class KeyMemory {
	private readonly answered: string[] = [];

	/**
	 * @param history so many keys are remembered; each takes two marks
	 * @param inTurn n8n reads, changes and writes the row whole: one step at a time, for all
	 * executions of the node
	 */
	constructor(
		private readonly store: ProcessedStore,
		private readonly history: number,
		private readonly inTurn: InTurn,
	) {}

	/** Takes the keys that are new, and says of each lead whether its key was. `undefined`: not stored. */
	async take(leads: readonly Lead[]): Promise<boolean[] | undefined> {
		const keys = keysOf(leads);
		if (keys.length === 0) return leads.map(() => true);
		return await this.unlessDown(async () => {
			const known = new Set(await this.record([...this.answeredMarks(), ...keys.map(openMark)]));
			return keys.map((key) => !known.has(openMark(key)));
		});
	}

	/** Of leads whose key was not new. `undefined`: nothing can be said. */
	async fatesOf(leads: readonly Lead[]): Promise<KeyFate[] | undefined> {
		const fates: KeyFate[] = [];
		for (let from = 0; from < leads.length; from += fatesAtOnce) {
			const keys = keysOf(leads.slice(from, from + fatesAtOnce));
			const sent = await this.unlessDown(async () => await this.answeredAmong(keys));
			if (sent === undefined) return undefined;
			for (const key of keys) fates.push(sent.has(key) ? 'sent' : 'open');
		}
		return fates;
	}

	/** The answer for these is there. Written with the next step, or at the end. */
	settle(leads: readonly Lead[]): void {
		for (const key of keysOf(leads)) this.answered.push(key);
	}

	/** The service surely did not take these: they may be sent again. */
	async giveBack(leads: readonly Lead[]): Promise<void> {
		for (const remove of this.removals(keysOf(leads).map(openMark))) await this.unlessDown(remove);
	}

	async finish(): Promise<void> {
		await this.unlessDown(async () => {
			const marks = this.answeredMarks();
			if (marks.length > 0) await this.record(marks);
		});
	}

	private get options() {
		return { mode: 'entries', maxEntries: 2 * this.history } as const;
	}

	/** n8n's store can only be asked by writing; what was written for asking is taken out again. */
	private async answeredAmong(keys: readonly string[]): Promise<ReadonlySet<string>> {
		const known = new Set(await this.record(keys.map(sentMark)));
		const written = keys.map(sentMark).filter((mark) => !known.has(mark));
		for (const remove of this.removals(written)) await remove();
		return new Set(keys.filter((key) => known.has(sentMark(key))));
	}

	/** One step after the other, each of as many marks as n8n removes quickly. */
	private *removals(marks: readonly string[]): Iterable<() => Promise<void>> {
		let count = removedAtFirst;
		for (let from = 0; from < marks.length; ) {
			const portion = marks.slice(from, from + count);
			from += portion.length;
			yield async () => {
				const startedAt = Date.now();
				await this.store.removeProcessed(portion, scope, this.options);
				if (Date.now() - startedAt < longestRemovalMs) count *= 2;
				else count = removedAtFirst;
			};
		}
	}

	private answeredMarks(): string[] {
		return this.answered.splice(0).map(sentMark);
	}

	/** Gives those that were there before. */
	private async record(marks: string[]): Promise<string[]> {
		const { processed } = await this.store.checkProcessedAndRecord(marks, scope, this.options);
		return processed.map(String);
	}

	/** Where the database fails, keys stay open: the next execution looks for their leads. */
	private async unlessDown<T>(work: () => Promise<T>): Promise<T | undefined> {
		try {
			return await this.inTurn(work);
		} catch {
			return undefined;
		}
	}
}

/** Either all leads of a run have a key or none. */
const keysOf = (leads: readonly Lead[]): string[] =>
	leads[0]?.key === undefined ? [] : leads.flatMap(({ key }) => (key === undefined ? [] : [key]));
