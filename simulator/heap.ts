/** A binary heap. */
export class Heap<T> {
	private readonly entries: T[] = [];

	constructor(private readonly isBefore: (one: T, other: T) => boolean) {}

	get size(): number {
		return this.entries.length;
	}

	get first(): T | undefined {
		return this.entries[0];
	}

	add(entry: T): void {
		const { entries } = this;
		let index = entries.push(entry) - 1;
		while (index > 0) {
			const parent = (index - 1) >> 1;
			if (!this.isBefore(entry, entries[parent])) break;
			entries[index] = entries[parent];
			index = parent;
		}
		entries[index] = entry;
	}

	takeFirst(): T | undefined {
		const [first] = this.entries;
		const last = this.entries.pop();
		if (last !== undefined && this.entries.length) this.sink(last);
		return first;
	}

	private sink(entry: T): void {
		const { entries } = this;
		let index = 0;
		for (;;) {
			let child = 2 * index + 1;
			if (child >= entries.length) break;
			const right = child + 1;
			if (right < entries.length && this.isBefore(entries[right], entries[child])) child = right;
			if (!this.isBefore(entries[child], entry)) break;
			entries[index] = entries[child];
			index = child;
		}
		entries[index] = entry;
	}
}
