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
