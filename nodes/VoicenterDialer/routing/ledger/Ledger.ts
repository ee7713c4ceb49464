import type { IContextObject, INodeExecutionData } from 'n8n-workflow';
import { inputPrints, isSameInput } from './inputPrints';
import type { NodeParameters } from './isSameLead';
import { RangeSet } from './RangeSet';

/** `done`: the service took it. `open`: it was sent, and no answer tells what became of it. */
export type Fate = 'done' | 'open';

/** One run of the node (a loop has many) under one set of parameters, as it is stored. */
interface Entry {
	readonly run: number;
	/** Which of the stored parameters. */
	readonly parameters: number;
	readonly prints: string;
	/** Ranges of item indexes. */
	readonly done: number[];
	readonly open: number[];
	/** Absent in what earlier versions stored. */
	refused?: number[];
}

interface Stored {
	readonly parameters: NodeParameters[];
	readonly entries: Entry[];
}

const storeKey = 'voicenterDialerLedger';

/**
 * What this execution has sent, kept in its own data: it outlives n8n's Retry On Fail and the Retry
 * of the executions list, so that a new try sends only what the service has not taken.
 *
 * Held as ranges of item indexes with short marks of the input: no phone number, no name.
 */
export class Ledger {
	private readonly stored: Stored;

	private readonly current: Entry;

	private readonly done: RangeSet;

	private readonly open: RangeSet;

	private readonly refused: RangeSet;

	/** What earlier tries of this run left under other parameters or for another input. */
	private readonly earlier: readonly Entry[];

	/**
	 * @param store the node's context, `getContext('node')`
	 * @param parameters those that make the lead, as they stand in the workflow
	 */
	constructor(
		store: IContextObject,
		run: number,
		private readonly items: readonly INodeExecutionData[],
		parameters: NodeParameters,
	) {
		this.stored = (store[storeKey] ??= { parameters: [], entries: [] }) as Stored;
		this.current = this.entryFor(run, parameters, inputPrints(items));
		this.done = new RangeSet(this.current.done);
		this.open = new RangeSet(this.current.open);
		this.refused = new RangeSet((this.current.refused ??= []));
		this.earlier = this.stored.entries.filter(
			(entry) => entry.run === run && entry !== this.current,
		);
	}

	/**
	 * Takes over what earlier tries of this run left under other parameters: the workflow may have
	 * been edited before Retry. To be called before anything is sent.
	 * @param isSameLead whether the item makes the same lead today as with those parameters
	 */
	adopt(isSameLead: (itemIndex: number, before: NodeParameters) => boolean): void {
		for (const entry of this.earlier) {
			const isSame = (itemIndex: number) =>
				this.isSameInput(entry, itemIndex) &&
				(entry.parameters === this.current.parameters ||
					isSameLead(itemIndex, this.stored.parameters[entry.parameters]));
			for (const itemIndex of new RangeSet(entry.done)) {
				if (isSame(itemIndex)) this.done.add(itemIndex);
			}
			for (const itemIndex of new RangeSet(entry.open)) {
				if (isSame(itemIndex)) this.open.add(itemIndex);
			}
			for (const itemIndex of new RangeSet(entry.refused)) {
				if (isSame(itemIndex)) this.refused.add(itemIndex);
			}
		}
	}

	/** What became of an item's lead in an earlier try. */
	fateOf(itemIndex: number): Fate | undefined {
		if (this.done.has(itemIndex)) return 'done';
		return this.open.has(itemIndex) ? 'open' : undefined;
	}

	/** Whether the service has answered an earlier try of this execution with a no to this very lead. */
	wasRefused(itemIndex: number): boolean {
		return this.refused.has(itemIndex);
	}

	/** To be called before the request leaves: from here on its fate is open. */
	begin(itemIndex: number): void {
		this.open.add(itemIndex);
		this.refused.delete(itemIndex);
	}

	/** The service took it, or surely did not. What nobody knows stays open. */
	settle(itemIndex: number, isDone: boolean): void {
		this.open.delete(itemIndex);
		if (isDone) this.done.add(itemIndex);
	}

	/** The service said no to this very lead. */
	refuse(itemIndex: number): void {
		this.settle(itemIndex, false);
		this.refused.add(itemIndex);
	}

	/** Every item that was sent, whatever became of it. */
	*sentItems(): Iterable<number> {
		yield* this.done;
		yield* this.open;
	}

	private isSameInput({ prints }: Entry, itemIndex: number): boolean {
		return isSameInput(prints, this.current.prints, this.items.length, itemIndex);
	}

	private entryFor(run: number, parameters: NodeParameters, prints: string): Entry {
		const { stored } = this;
		const text = JSON.stringify(parameters);
		let version = stored.parameters.findIndex((known) => JSON.stringify(known) === text);
		if (version < 0) version = stored.parameters.push(parameters) - 1;
		const known = stored.entries.find(
			(entry) => entry.run === run && entry.parameters === version && entry.prints === prints,
		);
		if (known !== undefined) return known;
		const entry: Entry = { run, parameters: version, prints, done: [], open: [] };
		stored.entries.push(entry);
		return entry;
	}
}
