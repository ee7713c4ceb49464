import type { DeduplicationHelperFunctions } from 'n8n-workflow';
import type { Lead } from './Lead';

/**
 * What is known of a lead's key: never sent (`new`), sent and answered (`sent`), or sent by an
 * execution that died before it knew the answer (`open`).
 */
export type KeyState = 'new' | 'sent' | 'open';

/** n8n's memory of what was processed, one row of its database for each node. */
export type ProcessedStore = Pick<
	DeduplicationHelperFunctions,
	'checkProcessedAndRecord' | 'removeProcessed'
>;

const scope = 'node';

const openMark = (key: string): string => `open ${key}`;
const sentMark = (key: string): string => `sent ${key}`;

/**
 * The idempotency keys of all executions of the workflow, in n8n's own database. A key is written
 * down before its request leaves, and once more when the answer is there; a key with the first mark
 * alone tells of an execution that died in between. Leads without a key pass.
 */
export class KeyMemory {
	private readonly answered: string[] = [];

	/** n8n reads, changes and writes the row whole: one step at a time. */
	private step: Promise<unknown> = Promise.resolve();

	/** @param history so many keys are remembered; each takes two marks */
	constructor(
		private readonly store: ProcessedStore,
		private readonly history: number,
	) {}

	/** Says what is known of each lead's key and takes the new ones. `undefined`: not stored. */
	async take(leads: readonly Lead[]): Promise<KeyState[] | undefined> {
		const keys = keysOf(leads);
		if (keys.length === 0) return leads.map(() => 'new');
		try {
			return await this.inTurn(async () => await this.takeKeys(keys));
		} catch {
			return undefined;
		}
	}

	/** The answer for these is there. Written with the next step, or at the end. */
	settle(leads: readonly Lead[]): void {
		this.answered.push(...keysOf(leads));
	}

	/** The service surely did not take these: they may be sent again. */
	async giveBack(leads: readonly Lead[]): Promise<void> {
		const marks = keysOf(leads).map(openMark);
		if (marks.length === 0) return;
		await this.ifPossible(async () => await this.store.removeProcessed(marks, scope, this.options));
	}

	async finish(): Promise<void> {
		await this.ifPossible(async () => {
			const marks = this.answeredMarks();
			if (marks.length > 0) await this.record(marks);
		});
	}

	/** Where the database fails, keys stay open: the next execution looks for their leads. */
	private async ifPossible(work: () => Promise<unknown>): Promise<void> {
		await this.inTurn(work).catch(() => undefined);
	}

	private get options() {
		return { mode: 'entries', maxEntries: 2 * this.history } as const;
	}

	private async takeKeys(keys: readonly string[]): Promise<KeyState[]> {
		const known = new Set(await this.record([...this.answeredMarks(), ...keys.map(openMark)]));
		const seen = keys.filter((key) => known.has(openMark(key)));
		const sent = await this.answeredAmong(seen);
		return keys.map((key) => {
			if (!known.has(openMark(key))) return 'new';
			return sent.has(key) ? 'sent' : 'open';
		});
	}

	/** n8n's store can only be asked by writing; what was written for asking is taken out again. */
	private async answeredAmong(keys: readonly string[]): Promise<ReadonlySet<string>> {
		if (keys.length === 0) return new Set();
		const known = new Set(await this.record(keys.map(sentMark)));
		const written = keys.map(sentMark).filter((mark) => !known.has(mark));
		if (written.length > 0) await this.store.removeProcessed(written, scope, this.options);
		return new Set(keys.filter((key) => known.has(sentMark(key))));
	}

	private answeredMarks(): string[] {
		return this.answered.splice(0).map(sentMark);
	}

	/** Gives those that were there before. */
	private async record(marks: string[]): Promise<string[]> {
		const { processed } = await this.store.checkProcessedAndRecord(marks, scope, this.options);
		return processed.map(String);
	}

	private async inTurn<T>(work: () => Promise<T>): Promise<T> {
		const done = this.step.then(work);
		this.step = done.catch(() => undefined);
		return await done;
	}
}

/** Either all leads of a run have a key or none. */
const keysOf = (leads: readonly Lead[]): string[] =>
	leads[0]?.key === undefined ? [] : leads.flatMap(({ key }) => (key === undefined ? [] : [key]));
