import { Heap } from '../Heap';

interface Entry {
	readonly atMs: number;
	readonly sequence: number;
	readonly happen: () => void;
}

/** What happens when, on the dialing's own clock. */
export class Agenda {
	private readonly entries = new Heap<Entry>((one, other) =>
		one.atMs === other.atMs ? one.sequence < other.sequence : one.atMs < other.atMs,
	);

	private sequence = 0;

	get nextAtMs(): number {
		return this.entries.first?.atMs ?? Infinity;
	}

	add(atMs: number, happen: () => void): void {
		this.entries.add({ atMs, sequence: ++this.sequence, happen });
	}

	/** Lets happen what is due, and says whether anything was. */
	runUntil(nowMs: number): boolean {
		const wasDue = this.nextAtMs <= nowMs;
		while (this.nextAtMs <= nowMs) this.entries.takeFirst()?.happen();
		return wasDue;
	}
}
