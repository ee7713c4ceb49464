import type { IContextObject, INodeExecutionData } from 'n8n-workflow';
import {
	inputFingerprints,
	isSameInput,
	undoes,
	type LeadParameters,
	type Sameness,
} from './fingerprints';

/**
 * What earlier tries of the same execution left.
 * - `done`: the service took it.
 * - `open`: it was sent, and no answer says what became of it.
 * - `refused`: the service itself rejected this lead.
 */
export type Fate = 'done' | 'open' | 'refused';

const fates = ['done', 'open', 'refused'] as const satisfies readonly Fate[];

/** One run of the node (a loop has many) under one set of parameters, as it is stored. */
interface Entry extends Partial<Record<Fate, number[]>> {
	readonly run: number;
	/** Index into the stored parameters. */
	readonly parameters: number;
	/** Fingerprints of the input. */
	readonly prints: string;
}

interface Stored {
	readonly parameters: LeadParameters[];
	readonly entries: Entry[];
}

type Sets = Readonly<Record<Fate, RangeSet>>;

/** An earlier entry of the same run. */
interface Earlier {
	readonly entry: Entry;
	readonly sets: Sets;
}

const storeKey = 'voicenterDialerLedger';

/**
 * What this execution has sent, kept in its own data: it is there in n8n's Retry On Fail and in Retry
 * in the executions list, so that a new try sends only what the service has not taken.
 *
 * Held as ranges of item indexes with fingerprints of the input: no phone number, no name.
 */
export class Ledger {
	private readonly stored: Stored;

	private readonly current: Earlier;

	/** What earlier tries of this run left under other parameters or for other input. */
	private readonly earlier: Earlier[];

	/** Those of them that this try undoes: it removes what they added, or adds what they removed. */
	private readonly undone: Earlier[];

	/**
	 * @param store the node's context, `getContext('node')`
	 * @param parameters those that make the lead, as they are in the workflow
	 */
	constructor(
		store: IContextObject,
		run: number,
		private readonly items: readonly INodeExecutionData[],
		parameters: LeadParameters,
	) {
		this.stored = (store[storeKey] ??= { parameters: [], entries: [] }) as Stored;
		const current = this.entryFor(run, parameters, inputFingerprints(items));
		this.current = withSets(current);
		this.earlier = this.stored.entries
			.filter((entry) => entry.run === run && entry !== current)
			.map(withSets);
		this.undone = this.earlier.filter(({ entry }) =>
			undoes(parameters, this.stored.parameters[entry.parameters]),
		);
	}

	/**
	 * Restores what earlier tries of this run left under other parameters: the workflow may have been
	 * edited before Retry. To be called before anything is sent.
	 * @param compare whether the item makes the same lead as it did with those parameters; where that
	 * cannot be told any more, the lead may have been sent, and is `open`
	 * @param nextTurn awaited between the items, so that n8n stays responsive
	 */
	async restore(
		compare: (itemIndex: number, before: LeadParameters) => Sameness,
		nextTurn: () => Promise<void> | undefined,
	): Promise<void> {
		for (const { entry, sets } of this.earlier) {
			const isUnedited = entry.parameters === this.current.entry.parameters;
			const before = this.stored.parameters[entry.parameters];
			for (const fate of fates) {
				for (const itemIndex of sets[fate]) {
					await nextTurn();
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

	/** What became of an item's lead in an earlier try. */
	fateOf(itemIndex: number): Fate | undefined {
		return fates.find((fate) => this.current.sets[fate].has(itemIndex));
	}

	/** To be called before the request leaves: from here on the lead is `open`. */
	begin(itemIndex: number): void {
		this.current.sets.open.add(itemIndex);
		for (const { sets } of this.undone) {
			if (!sets.done.has(itemIndex)) continue;
			sets.done.delete(itemIndex);
			sets.open.add(itemIndex);
		}
	}

	/** The service took it. */
	settleDone(itemIndex: number): void {
		this.forget(itemIndex);
		this.current.sets.done.add(itemIndex);
		for (const { sets } of this.undone) sets.open.delete(itemIndex);
	}

	/** The service surely did nothing for it in this try. */
	settleUnsent(itemIndex: number): void {
		this.current.sets.open.delete(itemIndex);
	}

	/** The service rejected this very lead. */
	settleRefused(itemIndex: number): void {
		this.forget(itemIndex);
		this.current.sets.refused.add(itemIndex);
	}

	/** Every item that earlier tries sent and that may be at the service; to be asked before this try sends. */
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

	private entryFor(run: number, parameters: LeadParameters, prints: string): Entry {
		const { stored } = this;
		const text = JSON.stringify(parameters);
		let version = stored.parameters.findIndex((known) => JSON.stringify(known) === text);
		if (version < 0) version = stored.parameters.push(parameters) - 1;
		const known = stored.entries.find(
			(entry) => entry.run === run && entry.parameters === version && entry.prints === prints,
		);
		if (known !== undefined) return known;
		const entry: Entry = { run, parameters: version, prints };
		stored.entries.push(entry);
		return entry;
	}
}

const withSets = (entry: Entry): Earlier => ({
	entry,
	sets: {
		done: new RangeSet((entry.done ??= [])),
		open: new RangeSet((entry.open ??= [])),
		refused: new RangeSet((entry.refused ??= [])),
	},
});

/**
 * A set of whole numbers kept as ranges in a plain array, `[from, to, from, to, …]`, ends included:
 * a hundred thousand neighbours take two numbers, and the array can be stored as it is.
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

	/** Where the first range starts that ends at or after the number. */
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
