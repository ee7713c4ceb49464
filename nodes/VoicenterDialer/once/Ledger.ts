import type { IContextObject, INodeExecutionData } from 'n8n-workflow';
import { parseJson } from '../api/json';
import type { Keyring } from './Keyring';
import {
	inputFingerprints,
	isSameInput,
	undoes,
	type LeadParameters,
	type Sameness,
} from './fingerprints';

/**
 * The state of a lead after earlier attempts of the same execution.
 * - `done`: the service accepted it.
 * - `open`: it was sent, and the result is unknown.
 * - `refused`: the service rejected this lead.
 */
export type Fate = 'done' | 'open' | 'refused';

const fates = ['done', 'open', 'refused'] as const satisfies readonly Fate[];

/** A stored entry: one run of the node (a loop has many) with one set of parameters. */
interface Entry extends Partial<Record<Fate, number[]>> {
	readonly run: number;
	/** Index into the stored parameters. */
	readonly parameters: number;
	/** Input fingerprints. */
	readonly prints: string;
}

interface Stored {
	/** Sealed: a parameter may hold a phone number. */
	readonly parameters: string[];
	readonly entries: Entry[];
}

type Sets = Readonly<Record<Fate, RangeSet>>;

/** An earlier entry of the same run. */
interface Earlier {
	readonly entry: Entry;
	/** `undefined` if they were sealed with another account code. */
	readonly parameters?: LeadParameters;
	readonly sets: Sets;
}

const storeKey = 'voicenterDialerLedger';

/**
 * What this execution has sent, stored in the execution's data. It survives n8n's Retry On Fail and
 * Retry in the executions list, so that a new attempt sends only what the service has not accepted.
 *
 * Stores ranges of item indexes, input fingerprints, and the node's parameters. Nobody without the
 * account code can read the parameters or find the input that belongs to a fingerprint.
 */
export class Ledger {
	private readonly stored: Stored;

	private readonly current: Omit<Earlier, 'parameters'>;

	/** Entries of this run with other parameters or other input. */
	private readonly earlier: Earlier[];

	/**
	 * Earlier entries that this attempt undoes: it removes what they added, or adds what they
	 * removed.
	 */
	private readonly undone: Earlier[];

	/**
	 * @param store the node's context, `getContext('node')`
	 * @param parameters those that define the lead, before evaluation
	 */
	constructor(
		store: IContextObject,
		run: number,
		private readonly items: readonly INodeExecutionData[],
		parameters: LeadParameters,
		keyring: Keyring,
	) {
		this.stored = (store[storeKey] ??= { parameters: [], entries: [] }) as Stored;
		const sealed = keyring.seal(JSON.stringify(parameters));
		const current = this.entryFor(run, sealed, inputFingerprints(items, keyring));
		this.current = { entry: current, sets: setsOf(current) };
		this.earlier = this.stored.entries
			.filter((entry) => entry.run === run && entry !== current)
			.map((entry) => {
				const text = keyring.open(this.stored.parameters[entry.parameters]);
				const before = parseJson(text ?? '') as LeadParameters | undefined;
				return { entry, sets: setsOf(entry), parameters: before };
			});
		this.undone = this.earlier.filter(
			({ parameters: before }) => before !== undefined && undoes(parameters, before),
		);
	}

	/**
	 * Restores the states of earlier attempts with other parameters: the workflow may have been edited
	 * before Retry. Call it before sending anything.
	 * An attempt with another account code cannot be compared, so what it sent is `open`.
	 * @param compare whether the item makes the same lead as with those parameters; if that is unclear,
	 * the lead may have been sent and is `open`
	 * @param nextTurn awaited between items, to yield to the event loop
	 */
	async restore(
		compare: (itemIndex: number, before: LeadParameters) => Sameness,
		nextTurn: () => Promise<void> | undefined,
	): Promise<void> {
		for (const { entry, sets, parameters: before } of this.earlier) {
			const isUnedited = entry.parameters === this.current.entry.parameters;
			for (const fate of fates) {
				for (const itemIndex of sets[fate]) {
					await nextTurn();
					if (before === undefined) {
						if (fate !== 'refused') this.begin(itemIndex);
						continue;
					}
					const isItem = isSameInput(
						entry.prints,
						this.current.entry.prints,
						this.items.length,
						itemIndex,
					);
					if (!isItem) continue;
					const sameness = isUnedited ? 'same' : compare(itemIndex, before);
					if (sameness === 'same') this.current.sets[fate].add(itemIndex);
					else if (sameness === 'unclear' && fate !== 'refused') this.begin(itemIndex);
				}
			}
		}
	}

	/** The state of an item's lead after earlier attempts. */
	fateOf(itemIndex: number): Fate | undefined {
		return fates.find((fate) => this.current.sets[fate].has(itemIndex));
	}

	/** Makes the lead `open`. Call it before sending the request. */
	begin(itemIndex: number): void {
		this.current.sets.open.add(itemIndex);
		for (const { sets } of this.undone) {
			if (!sets.done.has(itemIndex)) continue;
			sets.done.delete(itemIndex);
			sets.open.add(itemIndex);
		}
	}

	/** The service accepted the lead. */
	settleDone(itemIndex: number): void {
		this.forget(itemIndex);
		this.current.sets.done.add(itemIndex);
		for (const { sets } of this.undone) sets.open.delete(itemIndex);
	}

	/** The service certainly did not process the lead in this attempt. */
	settleUnsent(itemIndex: number): void {
		this.current.sets.open.delete(itemIndex);
	}

	/** The service rejected this lead. */
	settleRefused(itemIndex: number): void {
		this.forget(itemIndex);
		this.current.sets.refused.add(itemIndex);
	}

	/**
	 * Items that earlier attempts sent and the service may have. Call it before this attempt sends.
	 */
	sentBefore(): Iterable<number> {
		const { done, open } = this.current.sets;
		const copies = [done, open].map(({ ends }) => new RangeSet([...ends]));
		return (function* () {
			for (const copy of copies) yield* copy;
		})();
	}

	private forget(itemIndex: number): void {
		this.current.sets.open.delete(itemIndex);
		this.current.sets.refused.delete(itemIndex);
	}

	private entryFor(run: number, sealed: string, prints: string): Entry {
		const { stored } = this;
		let version = stored.parameters.indexOf(sealed);
		if (version < 0) version = stored.parameters.push(sealed) - 1;
		const known = stored.entries.find(
			(entry) => entry.run === run && entry.parameters === version && entry.prints === prints,
		);
		if (known !== undefined) return known;
		const entry: Entry = { run, parameters: version, prints };
		stored.entries.push(entry);
		return entry;
	}
}

const setsOf = (entry: Entry): Sets => ({
	done: new RangeSet((entry.done ??= [])),
	open: new RangeSet((entry.open ??= [])),
	refused: new RangeSet((entry.refused ??= [])),
});

/**
 * A set of integers as inclusive ranges in a plain array, `[from, to, from, to, …]`. It is small for
 * consecutive numbers, and can be stored as JSON.
 */
export class RangeSet {
	constructor(readonly ends: number[] = []) {}

	has(number: number): boolean {
		const at = this.indexOf(number);
		return at < this.ends.length && this.ends[at] <= number;
	}

	add(number: number): void {
		const { ends } = this;
		const at = this.indexOf(number);
		if (at < ends.length && ends[at] <= number) return;
		const followsOn = at > 0 && ends[at - 1] === number - 1;
		const leadsOn = at < ends.length && ends[at] === number + 1;
		if (followsOn && leadsOn) ends.splice(at - 1, 2);
		else if (followsOn) ends[at - 1] = number;
		else if (leadsOn) ends[at] = number;
		else ends.splice(at, 0, number, number);
	}

	delete(number: number): void {
		const { ends } = this;
		const at = this.indexOf(number);
		if (at >= ends.length || ends[at] > number) return;
		const [from, to] = [ends[at], ends[at + 1]];
		const left = from < number ? [from, number - 1] : [];
		const right = number < to ? [number + 1, to] : [];
		ends.splice(at, 2, ...left, ...right);
	}

	*[Symbol.iterator](): Iterator<number> {
		for (let at = 0; at < this.ends.length; at += 2) {
			for (let number = this.ends[at]; number <= this.ends[at + 1]; number++) yield number;
		}
	}

	/** The index of the first range that ends at or after the number. */
	private indexOf(number: number): number {
		let low = 0;
		let high = this.ends.length / 2;
		while (low < high) {
			const middle = (low + high) >>> 1;
			if (this.ends[2 * middle + 1] < number) low = middle + 1;
			else high = middle;
		}
		return 2 * low;
	}
}
